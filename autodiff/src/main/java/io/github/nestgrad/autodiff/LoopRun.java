package io.github.nestgrad.autodiff;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory in which one thread runs the loops of a {@link Body}: executions of its programs, and the current state.
 *
 * <p>A body keeps what is not in use, so that a loop that runs again allocates nothing.
 */
final class LoopRun implements Reversal.Work {

    /** The way up, if what it leads to is known. */
    private static final Reversal.Work NOTHING = new Reversal.Work() {
        @Override
        public void advance(int first, int last) {}

        @Override
        public void keep(int slot) {}

        @Override
        public void restore(int slot) {}

        @Override
        public void reverse(int k) {}
    };

    private final Body body;
    private final Execution step;
    private final Execution stop;
    private final Map<Program, Execution> pullbacks = new HashMap<>();
    private final Reversal reversal = new Reversal();
    private final double[] current;
    private final double[] adjoint;
    private final double[] number = new double[1];

    // what one reversal works with
    private Execution pullback;
    private double[] kept;
    private int keptFrom;
    private int from;
    private List<Integer> wanted;
    private Concrete sums;
    private double[] contribution = {};

    private long evaluations;
    private long reversed;
    private int mostKept;

    LoopRun(Body body) {
        this.body = body;
        this.step = body.step().newExecution();
        this.stop = body.stop() == null ? null : body.stop().newExecution();
        this.current = new double[body.size()];
        this.adjoint = new double[body.size()];
    }

    /** y = wₜ, where x holds the tensors of w₀ and the parameters. */
    void value(LoopValue loop, Concrete[] x, Concrete y) {
        from = loop.from();
        start(x);
        proceed(loop.steps());
        System.arraycopy(current, 0, y.array, y.offset, current.length);
        count();
    }

    /** y = wₜ, and behind it wₜ₋₁ and the states that are kept. */
    void valueAndStates(LoopValue loop, Concrete[] x, Concrete y) {
        from = loop.from();
        kept = y.array;
        keptFrom = y.offset + 2 * current.length;
        start(x);
        reversal.ascend(loop.schedule(), loop.steps(), this);
        System.arraycopy(current, 0, y.array, y.offset + current.length, current.length);
        if (loop.steps() > 0) {
            advance(loop.steps() - 1, loop.steps());
        }
        System.arraycopy(current, 0, y.array, y.offset, current.length);
        count();
    }

    /**
     * Runs a sweep.
     *
     * @param x the arguments of {@link LoopPullback}
     * @param y overwritten with the cotangents that are wanted, one after the other
     * @param memory room for the states that the schedule keeps
     */
    void pullback(LoopPullback sweep, Concrete[] x, Concrete y, double[] memory) {
        from = sweep.from();
        wanted = sweep.wanted();
        sums = y;
        pullback = pullbacks.get(sweep.step());
        if (pullback == null) {
            pullback = sweep.step().newExecution();
            pullbacks.put(sweep.step(), pullback);
        }
        loadParameters(pullback, x);
        for (int i = 0; i < body.tensors(); i++) {
            Concrete cotangent = x[body.arguments() + i];
            System.arraycopy(cotangent.array, cotangent.offset, adjoint, body.offset(i), body.shape(i).size());
        }
        Arrays.fill(y.array, y.offset, y.offset + y.shape().size(), 0);
        start(x);
        if (sweep.resumes()) {
            resume(sweep, x[x.length - 1], memory);
        } else {
            ascend(sweep, x, memory);
        }
        reversal.descend(this);
        writeStateCotangents();
        count();
    }

    private void ascend(LoopPullback sweep, Concrete[] x, double[] memory) {
        kept = memory;
        keptFrom = 0;
        int taken = sweep.steps();
        if (stop != null) { // how many steps there are to reverse is known at their end
            taken = proceed(taken);
            start(x);
        }
        reversal.ascend(sweep.schedule(), taken, this);
    }

    /** The states were kept by the loop; they are copied if others are to be kept in their places. */
    private void resume(LoopPullback sweep, Concrete states, double[] memory) {
        int n = current.length;
        reversal.ascend(sweep.schedule(), sweep.steps(), NOTHING);
        System.arraycopy(states.array, states.offset + n, current, 0, n);
        kept = states.array;
        keptFrom = states.offset + 2 * n;
        if (sweep.schedule().keepsAgain()) {
            System.arraycopy(kept, keptFrom, memory, 0, sweep.schedule().states(sweep.steps()) * n);
            kept = memory;
            keptFrom = 0;
        }
    }

    private void start(Concrete[] x) {
        for (int i = 0; i < body.tensors(); i++) {
            System.arraycopy(x[i].array, x[i].offset, current, body.offset(i), body.shape(i).size());
        }
        loadParameters(step, x);
        if (stop != null) {
            loadParameters(stop, x);
        }
    }

    private void loadParameters(Execution execution, Concrete[] x) {
        for (int k = body.tensors(); k < body.arguments(); k++) {
            execution.load(k + 1, x[k].array, x[k].offset);
        }
    }

    private void loadState(Execution execution, int k) {
        for (int i = 0; i < body.tensors(); i++) {
            execution.load(i, current, body.offset(i));
        }
        number[0] = from + k;
        execution.load(body.tensors(), number, 0);
    }

    /** Goes on until told to stop, but for at most {@code most} steps from the start. */
    private int proceed(int most) {
        for (int k = 0; k < most; k++) {
            if (isTheEnd(k)) {
                return k;
            }
            advance(k, k + 1);
        }
        return most;
    }

    private boolean isTheEnd(int k) {
        if (stop == null) {
            return false;
        }
        loadState(stop, k);
        stop.runSteps();
        stop.store(0, number, 0);
        return number[0] > 0;
    }

    @Override
    public void advance(int first, int last) {
        for (int k = first; k < last; k++) {
            loadState(step, k);
            step.runSteps();
            for (int i = 0; i < body.tensors(); i++) {
                step.store(i, current, body.offset(i));
            }
        }
        evaluations += last - first;
    }

    @Override
    public void keep(int slot) {
        System.arraycopy(current, 0, kept, keptFrom + slot * current.length, current.length);
        mostKept = Math.max(mostKept, slot + 1);
    }

    @Override
    public void restore(int slot) {
        System.arraycopy(kept, keptFrom + slot * current.length, current, 0, current.length);
    }

    @Override
    public void reverse(int k) {
        loadState(pullback, k);
        for (int i = 0; i < body.tensors(); i++) {
            pullback.load(body.arguments() + 1 + i, adjoint, body.offset(i));
        }
        pullback.runSteps();
        for (int i = 0; i < body.tensors(); i++) {
            pullback.store(i, adjoint, body.offset(i));
        }
        reversed++;
        int at = sums.offset;
        int result = body.tensors();
        for (int w = 0; w < wanted.size(); w++) {
            int size = body.shape(wanted.get(w)).size();
            if (wanted.get(w) >= body.tensors()) {
                add(result++, at, size);
            }
            at += size;
        }
    }

    private void add(int result, int at, int size) {
        contribution = contribution.length < size ? new double[size] : contribution;
        pullback.store(result, contribution, 0);
        for (int i = 0; i < size; i++) {
            sums.array[at + i] += contribution[i];
        }
    }

    private void writeStateCotangents() {
        int at = sums.offset;
        for (int w = 0; w < wanted.size(); w++) {
            int k = wanted.get(w);
            if (k < body.tensors()) {
                System.arraycopy(adjoint, body.offset(k), sums.array, at, body.shape(k).size());
            }
            at += body.shape(k).size();
        }
    }

    private void count() {
        body.counts().count(body.isTangent(), evaluations, reversed, mostKept);
        evaluations = 0;
        reversed = 0;
        mostKept = 0;
    }
}
