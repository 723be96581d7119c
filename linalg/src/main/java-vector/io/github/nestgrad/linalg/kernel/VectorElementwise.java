package io.github.nestgrad.linalg.kernel;

import java.util.Arrays;

/**
 * Entry by entry, on the Vector API.
 *
 * <p>What does not fill a vector is padded to one and goes through the same code, so that the value of an entry does
 * not depend on its position. Some functions leave rare arguments to scalar code, which looks for them where the vector
 * code has met one.
 *
 * <p>The compiler C2 counts the nodes of its graph while it parses a method. Beyond 18000 (NodeCountInliningCutoff,
 * which no option changes) it puts off what it would still inline, the Vector API included. The class of a vector is
 * then known by profile alone, operations that need it as a constant do not become instructions, and JDK 17 allocates
 * a vector in each round for ever. An arithmetic operation or a load makes some 400 nodes, a reinterpretation 370, a
 * comparison 310, a store 250, a blend 220, a broadcast 140, but 200 if left to an operation that takes a number. How
 * many a method has depends on what was inlined into it, thus on the profile, and so on the order in which a program
 * uses the kernels; {@link FirstUse} takes away the most of that. Hence these rules:
 * <ul>
 * <li>No loop makes more than some 16000 nodes, to which a profile has added 1700 at most. Longer formulas are cut into
 *     passes over a block in scratch.
 * <li>Loops of more than some 7000 nodes are methods of more than 325 bytecodes (FreqInlineSize): never inlined into
 *     others, where their nodes would add up. Numbers are broadcast by hand: fewer nodes, and more bytecodes.
 * <li>There is one place that calls a function on a block, and not another for the rest, since each is inlined.
 * <li>No operation is called <em>on</em> a vector that is carried from one round of a loop to the next, only with it as
 *     an argument: of the former the compiler knows the class by profile alone.
 * </ul>
 * What -XX:+LogCompilation writes as inline_id has the number of nodes in its low 33 bits.
 *
 * <p>What limits these loops is not the number of operations a cycle, but how many entries the processor can have under
 * way at once: a short chain of dependent operations counts for as much as few operations.
 */
final class VectorElementwise implements ElementwiseKernels {

    private static final int LENGTH = VectorKernels.SPECIES.length();
    private static final int BLOCK = Scratch.BLOCK;

    /** A function of one number, on whole vectors, at most a block of them. */
    private interface Sweep {
        void apply(int n, double[] x, int xOffset, double[] y, int yOffset);
    }

    /** One that does not serve all arguments, and tells whether there were others. */
    private interface PartialSweep {
        boolean apply(int n, double[] x, int xOffset, double[] y, int yOffset);
    }

    private static void sweep(Sweep sweep, int n, double[] x, int xOffset, double[] y, int yOffset) {
        double[] scratch = Scratch.get();
        int done = 0;
        while (done < n) {
            int whole = wholeVectors(n - done);
            boolean padded = whole == 0;
            int size = padded ? n - done : whole;
            if (padded) {
                copyPadded(size, x, xOffset + done, scratch);
            }
            // the only call: at each, the compiler may inline what is called
            sweep.apply(padded ? LENGTH : size, padded ? scratch : x, padded ? Scratch.PAD : xOffset + done,
                    padded ? scratch : y, padded ? Scratch.PAD : yOffset + done);
            if (padded) {
                System.arraycopy(scratch, Scratch.PAD, y, yOffset + done, size);
            }
            done += size;
        }
    }

    /** As the other; of a block a copy is kept for the repair if the result takes the place of the argument. */
    private static void sweep(PartialSweep sweep, Sweep repair, int n, double[] x, int xOffset, double[] y,
            int yOffset) {
        double[] scratch = Scratch.get();
        int done = 0;
        while (done < n) {
            int whole = wholeVectors(n - done);
            boolean padded = whole == 0;
            int size = padded ? n - done : whole;
            double[] argument = x;
            int argumentOffset = xOffset + done;
            if (padded) {
                copyPadded(size, x, xOffset + done, scratch);
            } else if (x == y) {
                System.arraycopy(x, xOffset + done, scratch, 0, size);
                argument = scratch;
                argumentOffset = 0;
            }
            double[] to = padded ? scratch : y;
            int toOffset = padded ? Scratch.PAD : yOffset + done;
            if (sweep.apply(padded ? LENGTH : size, padded ? scratch : argument,
                    padded ? Scratch.PAD : argumentOffset, to, toOffset)) {
                repair.apply(size, argument, argumentOffset, to, toOffset);
            }
            if (padded) {
                System.arraycopy(scratch, Scratch.PAD, y, yOffset + done, size);
            }
            done += size;
        }
    }

    /** How many of the next n entries fill vectors and one block. */
    private static int wholeVectors(int n) {
        return n >= BLOCK ? BLOCK : n - n % LENGTH;
    }

    /** Fewer entries than a vector has, filled up. */
    private static void copyPadded(int n, double[] x, int xOffset, double[] scratch) {
        System.arraycopy(x, xOffset, scratch, Scratch.PAD, n);
        Arrays.fill(scratch, Scratch.PAD + n, Scratch.PAD + LENGTH, 1);
    }

    @Override
    public void exp(int n, double[] x, int xOffset, double[] y, int yOffset) {
        sweep(VectorExponential::exp, n, x, xOffset, y, yOffset);
    }

    @Override
    public void expm1(int n, double[] x, int xOffset, double[] y, int yOffset) {
        sweep(VectorExponential::expm1, n, x, xOffset, y, yOffset);
    }

    @Override
    public void log(int n, double[] x, int xOffset, double[] y, int yOffset) {
        sweep(VectorLogarithm::log, VectorLogarithm::repairLog, n, x, xOffset, y, yOffset);
    }

    @Override
    public void log1p(int n, double[] x, int xOffset, double[] y, int yOffset) {
        sweep(VectorLogarithm::log1p, VectorLogarithm::repairLog1p, n, x, xOffset, y, yOffset);
    }

    @Override
    public void sqrt(int n, double[] x, int xOffset, double[] y, int yOffset) {
        VectorArithmetic.sqrt(n, x, xOffset, y, yOffset);
    }

    @Override
    public void tanh(int n, double[] x, int xOffset, double[] y, int yOffset) {
        sweep(VectorHyperbolic::tanh, n, x, xOffset, y, yOffset);
    }

    @Override
    public void sigmoid(int n, double[] x, int xOffset, double[] y, int yOffset) {
        sweep(VectorHyperbolic::sigmoid, VectorHyperbolic::repairSigmoid, n, x, xOffset, y, yOffset);
    }

    @Override
    public void softplus(int n, double[] x, int xOffset, double[] y, int yOffset) {
        sweep(VectorHyperbolic::softplus, n, x, xOffset, y, yOffset);
    }

    @Override
    public void sin(int n, double[] x, int xOffset, double[] y, int yOffset) {
        sweep(VectorTrigonometric::sine, VectorTrigonometric::repairSine, n, x, xOffset, y, yOffset);
    }

    @Override
    public void cos(int n, double[] x, int xOffset, double[] y, int yOffset) {
        sweep(VectorTrigonometric::cosine, VectorTrigonometric::repairCosine, n, x, xOffset, y, yOffset);
    }

    @Override
    public void abs(int n, double[] x, int xOffset, double[] y, int yOffset) {
        VectorArithmetic.abs(n, x, xOffset, y, yOffset);
    }

    @Override
    public void pow(int n, double[] x, int xOffset, double p, double[] y, int yOffset) {
        if (p == 2) {
            VectorArithmetic.square(n, x, xOffset, y, yOffset);
            return;
        }
        if (p == -1) {
            VectorArithmetic.reciprocal(n, x, xOffset, y, yOffset);
            return;
        }
        if (ScalarElementwise.simplePow(n, x, xOffset, p, y, yOffset)) {
            return;
        }
        double[] scratch = Scratch.get();
        for (int from = 0; from < n; from += VectorPower.BLOCK) {
            int size = Math.min(VectorPower.BLOCK, n - from);
            System.arraycopy(x, xOffset + from, scratch, VectorPower.X, size);
            Arrays.fill(scratch, VectorPower.Y, VectorPower.Y + size, p);
            VectorPower.pow(size, scratch, y, yOffset + from);
        }
    }

    @Override
    public void pow(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        double[] scratch = Scratch.get();
        for (int from = 0; from < n; from += VectorPower.BLOCK) {
            int size = Math.min(VectorPower.BLOCK, n - from);
            System.arraycopy(x, xOffset + from, scratch, VectorPower.X, size);
            System.arraycopy(y, yOffset + from, scratch, VectorPower.Y, size);
            VectorPower.pow(size, scratch, z, zOffset + from);
        }
    }

    @Override
    public void max(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        VectorArithmetic.max(n, x, xOffset, y, yOffset, z, zOffset);
    }

    @Override
    public void min(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        VectorArithmetic.min(n, x, xOffset, y, yOffset, z, zOffset);
    }
}
