package io.github.nestgrad.linalg.kernel;

import java.util.Arrays;

/**
 * Entry by entry, on the Vector API.
 *
 * <p>What does not fill a vector is padded to one and goes through the same code, so that the value of an entry does
 * not depend on its position. Some functions leave rare arguments to scalar code, which looks for them where the vector
 * code has met one.
 *
 * <p>JDK 17 stops inlining the Vector API where a compiled method already holds some forty of its calls, and may then
 * allocate every vector (xʸ in one loop took three times as long as in four, log(1 + x) after sin four times). So
 * longer formulas are cut into passes over a block in scratch. A method of more than 325 bytecodes is never inlined
 * into another; the shorter ones hold few calls. And no operation is called <em>on</em> a vector that is carried from
 * one round of a loop to the next, only with it as an argument: of the former the compiler knows the class by profile
 * alone, which vectors of {@code long} spoil.
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
        int whole = n - n % LENGTH;
        for (int from = 0; from < whole; from += BLOCK) {
            sweep.apply(Math.min(BLOCK, whole - from), x, xOffset + from, y, yOffset + from);
        }
        if (whole < n) {
            double[] scratch = Scratch.get();
            int lanes = copyPadded(n - whole, x, xOffset + whole, scratch, Scratch.PAD);
            sweep.apply(lanes, scratch, Scratch.PAD, scratch, Scratch.PAD);
            System.arraycopy(scratch, Scratch.PAD, y, yOffset + whole, n - whole);
        }
    }

    /** By blocks, of which a copy is kept for the repair if the result takes the place of the argument. */
    private static void sweep(PartialSweep sweep, Sweep repair, int n, double[] x, int xOffset, double[] y,
            int yOffset) {
        double[] scratch = Scratch.get();
        for (int from = 0; from < n; from += BLOCK) {
            int size = Math.min(BLOCK, n - from);
            if (x == y) {
                System.arraycopy(x, xOffset + from, scratch, 0, size);
                sweepBlock(sweep, repair, size, scratch, 0, y, yOffset + from, scratch);
            } else {
                sweepBlock(sweep, repair, size, x, xOffset + from, y, yOffset + from, scratch);
            }
        }
    }

    private static void sweepBlock(PartialSweep sweep, Sweep repair, int n, double[] x, int xOffset, double[] y,
            int yOffset, double[] scratch) {
        int whole = n - n % LENGTH;
        boolean incomplete = false;
        if (whole > 0) {
            incomplete = sweep.apply(whole, x, xOffset, y, yOffset);
        }
        if (whole < n) {
            int lanes = copyPadded(n - whole, x, xOffset + whole, scratch, Scratch.PAD);
            incomplete |= sweep.apply(lanes, scratch, Scratch.PAD, scratch, Scratch.PAD);
            System.arraycopy(scratch, Scratch.PAD, y, yOffset + whole, n - whole);
        }
        if (incomplete) {
            repair.apply(n, x, xOffset, y, yOffset);
        }
    }

    /** Copies x and fills the last vector up; the number of entries with the filling. */
    private static int copyPadded(int n, double[] x, int xOffset, double[] to, int toOffset) {
        int lanes = (n + LENGTH - 1) / LENGTH * LENGTH;
        System.arraycopy(x, xOffset, to, toOffset, n);
        Arrays.fill(to, toOffset + n, toOffset + lanes, 1);
        return lanes;
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
        sweep(VectorHyperbolic::tanh, VectorHyperbolic::repairTanh, n, x, xOffset, y, yOffset);
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
