package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the steps of an {@link Execution}: the lines of a program, bound to one array. */
final class Linker {

    private final Line[] lines;
    private final int[] offsets;
    private final Concrete[] values;
    private final double[] memory;
    private final double[] workspace;
    private final List<Step> steps = new ArrayList<>();
    private final List<ScalarBlock.Entry> block = new ArrayList<>();

    Linker(Line[] lines, Plan plan, List<OnePassSegment> segments) {
        this.lines = lines;
        this.offsets = new int[lines.length];
        this.values = new Concrete[lines.length];
        this.memory = new double[placeAll(plan)];
        bindAll();
        this.workspace = new double[workspace(segments)];
        makeSteps(segments);
    }

    Step[] steps() {
        return steps.toArray(Step[]::new);
    }

    /** Where each value lies when the steps have run. */
    Concrete[] values() {
        return values;
    }

    /** Scalar constants get a place behind the planned memory, where scalar blocks can read them. */
    private int placeAll(Plan plan) {
        int size = plan.size();
        for (int i = 0; i < lines.length; i++) {
            offsets[i] = isScalarConstant(i) ? size++ : plan.offset(i);
        }
        return size;
    }

    private boolean isScalarConstant(int i) {
        return lines[i].isConstant() && lines[i].shape().isScalar();
    }

    private void bindAll() {
        for (int i = 0; i < lines.length; i++) {
            Line line = lines[i];
            if (isScalarConstant(i)) {
                memory[offsets[i]] = line.constant().toDouble();
            }
            values[i] = line.isConstant() ? line.constant()
                    : Concrete.on(memory, offsets[i], line.shape(), arguments(line));
        }
    }

    private Concrete[] arguments(Line line) {
        Concrete[] arguments = new Concrete[line.arguments().length];
        for (int k = 0; k < arguments.length; k++) {
            arguments[k] = values[line.arguments()[k]];
        }
        return arguments;
    }

    /** The most that any step needs. */
    private int workspace(List<OnePassSegment> segments) {
        int most = 0;
        for (Line line : lines) {
            if (line.isApplication()) {
                most = Math.max(most, line.primitive().workspace(OnePassSegment.shapes(lines, line)));
            }
        }
        for (OnePassSegment segment : segments) {
            int x = lines[segment.first()].arguments()[0];
            most = Math.max(most, OnePassStep.workspace(
                    lines[x].shape(), lines[segment.first()].shape(), values[segment.last()]));
        }
        return most;
    }

    private void makeSteps(List<OnePassSegment> segments) {
        Map<Integer, OnePassSegment> beginnings = new HashMap<>();
        for (OnePassSegment segment : segments) {
            beginnings.put(segment.first(), segment);
        }
        int i = 0;
        while (i < lines.length) {
            OnePassSegment segment = beginnings.get(i);
            if (segment != null) {
                closeBlock();
                steps.add(onePass(segment));
                i = segment.last() + 1;
                continue;
            }
            makeStep(i);
            i++;
        }
        closeBlock();
    }

    private OnePassStep onePass(OnePassSegment segment) {
        int first = segment.first();
        int last = segment.last();
        Step.Apply[] chain = new Step.Apply[last - first - 1];
        for (int i = 0; i < chain.length; i++) {
            chain[i] = apply(first + 1 + i);
        }
        int[] forward = lines[first].arguments();
        return new OnePassStep(values[forward[0]], values[forward[1]], values[first],
                values[lines[last].arguments()[1]], values[last], chain, workspace);
    }

    private Step.Apply apply(int i) {
        return new Step.Apply(lines[i].primitive(), arguments(lines[i]), values[i], workspace);
    }

    private void makeStep(int i) {
        Line line = lines[i];
        if (!line.isApplication() || line.isView()) {
            return;
        }
        int[] at = line.arguments();
        if (line.primitive() instanceof AddToSlice add && lines[at[1]].shape().size() == 1
                && offsets[i] == offsets[at[0]] && !lines[at[1]].isConstant()) {
            int entry = offsets[i] + add.from();
            block.add(new ScalarBlock.Entry(Arithmetic.ADD, entry, entry, offsets[at[1]]));
        } else if (isScalar(line)) {
            block.add(new ScalarBlock.Entry(
                    line.primitive(), offsets[i], offsets[at[0]], offsets[at[at.length - 1]]));
        } else {
            closeBlock();
            steps.add(apply(i));
        }
    }

    private boolean isScalar(Line line) {
        if (line.primitive().scalarCode() == null || !line.shape().isScalar()) {
            return false;
        }
        for (int argument : line.arguments()) {
            if (!lines[argument].shape().isScalar()) {
                return false;
            }
        }
        return true;
    }

    private void closeBlock() {
        if (!block.isEmpty()) {
            steps.add(new ScalarBlock(block, memory));
            block.clear();
        }
    }
}
