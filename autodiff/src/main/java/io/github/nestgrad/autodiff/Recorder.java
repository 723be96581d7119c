package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recording: nothing is computed, and each application becomes a line of a {@link Program}.
 *
 * <p>Derivatives that are taken while recording have their own interpreters; what these compute with are the boxes made
 * here, so the program that results is the derivative. The same primitive applied to the same values is written once;
 * what depends on no input is computed at once and becomes a constant.
 */
final class Recorder extends Interpreter {

    private final List<Line> lines = new ArrayList<>();
    private final Map<Application, Recorded> applications = new HashMap<>();
    private final Map<ConstantKey, Integer> constants = new HashMap<>();

    /** A value that will be known when the program runs. */
    static final class Recorded extends Traced {
        private final int index;
        private final Shape shape;

        private Recorded(Recorder recorder, int index, Shape shape) {
            super(recorder);
            this.index = index;
            this.shape = shape;
        }

        @Override
        public Shape shape() {
            return shape;
        }

        @Override
        Concrete primalValue() {
            throw new IllegalStateException("a " + shape + " that is being recorded has no numbers yet: a program "
                    + "cannot branch on what it computes (use where, cond or Loop, or leave this part out of what is "
                    + "compiled)");
        }
    }

    private record Application(Primitive primitive, List<Integer> arguments) {}

    Recorded input(Shape shape) {
        return write(Line.input(shape));
    }

    /** The number of a result; a result that depends on no input is a constant. */
    int indexOf(Tensor y) {
        if (y instanceof Recorded recorded && recorded.interpreter == this) {
            return recorded.index;
        }
        if (y instanceof Concrete value) {
            return constants.computeIfAbsent(new ConstantKey(value), key -> write(Line.constant(value)).index);
        }
        throw new IllegalStateException("compile: the function uses a " + y.shape() + " that carries a derivative from "
                + "outside; make it an argument of the compiled function");
    }

    List<Line> lines() {
        return lines;
    }

    private Recorded write(Line line) {
        lines.add(line);
        return new Recorded(this, lines.size() - 1, line.shape());
    }

    @Override
    Tensor interpret(Primitive p, Tensor[] x) {
        Tensor inlined = p.inlined(x);
        if (inlined != null) {
            return inlined;
        }
        int[] arguments = new int[x.length];
        Shape[] shapes = new Shape[x.length];
        for (int k = 0; k < x.length; k++) {
            arguments[k] = indexOf(x[k]);
            shapes[k] = x[k].shape();
        }
        Shape shape = p.shape(shapes);
        Tensor simpler = Simplification.of(p, x, shape, this);
        if (simpler != null) {
            return simpler;
        }
        List<Integer> key = new ArrayList<>();
        for (int k : arguments) {
            key.add(k);
        }
        if (p.isCommutative()) {
            key.sort(null);
        }
        return applications.computeIfAbsent(new Application(p, key), a -> write(new Line(p, arguments, shape, null)));
    }

    /** The line that made a value, or null for what was not recorded here. */
    Line lineOf(Tensor x) {
        return x instanceof Recorded recorded && recorded.interpreter == this ? lines.get(recorded.index) : null;
    }

    /** A value by its number. */
    Tensor value(int index) {
        return new Recorded(this, index, lines.get(index).shape());
    }
}
