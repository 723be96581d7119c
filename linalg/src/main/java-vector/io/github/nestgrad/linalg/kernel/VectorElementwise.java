package io.github.nestgrad.linalg.kernel;

import java.util.Arrays;

/**
 * Entry by entry, on the Vector API.
 *
 * <p>What does not fill a vector is padded to one and goes through the same code, so that the value of an entry does not
 * depend on its position. The rare arguments that some functions leave to scalar code are looked for, block by block,
 * only where the vector code has met one.
 */
final class VectorElementwise implements ElementwiseKernels {

    private static final int LENGTH = VectorKernels.SPECIES.length();

    private static final int POW_BLOCK = Scratch.BLOCK / 2;

    private final ScalarElementwise scalar = new ScalarElementwise();

    /** A function of one number, on whole vectors. */
    private interface Sweep {
        void apply(int n, double[] x, int xOffset, double[] y, int yOffset);
    }

    /** One that does not serve all arguments, and tells whether there were others. */
    private interface PartialSweep {
        boolean apply(int n, double[] x, int xOffset, double[] y, int yOffset);
    }

    private static void sweep(Sweep sweep, int n, double[] x, int xOffset, double[] y, int yOffset) {
        int whole = n - n % LENGTH;
        if (whole > 0) {
            sweep.apply(whole, x, xOffset, y, yOffset);
        }
        if (whole < n) {
            double[] pad = Scratch.get();
            pad(n - whole, x, xOffset + whole, pad, Scratch.FIRST_PAD);
            sweep.apply(LENGTH, pad, Scratch.FIRST_PAD, pad, Scratch.FIRST_PAD);
            System.arraycopy(pad, Scratch.FIRST_PAD, y, yOffset + whole, n - whole);
        }
    }

    private static void pad(int n, double[] x, int xOffset, double[] pad, int padOffset) {
        System.arraycopy(x, xOffset, pad, padOffset, n);
        Arrays.fill(pad, padOffset + n, padOffset + LENGTH, 1);
    }

    /** By blocks, of which a copy is kept for the repair if the result takes the place of the argument. */
    private static void sweep(PartialSweep sweep, Sweep repair, int n, double[] x, int xOffset, double[] y,
            int yOffset) {
        double[] scratch = Scratch.get();
        for (int from = 0; from < n; from += Scratch.BLOCK) {
            int size = Math.min(Scratch.BLOCK, n - from);
            if (x == y) {
                System.arraycopy(x, xOffset + from, scratch, 0, size);
                sweepBlock(sweep, repair, size, scratch, 0, y, yOffset + from, scratch);
            } else {
                sweepBlock(sweep, repair, size, x, xOffset + from, y, yOffset + from, scratch);
            }
        }
    }

    private static void sweepBlock(PartialSweep sweep, Sweep repair, int n, double[] x, int xOffset, double[] y,
            int yOffset, double[] pad) {
        int whole = n - n % LENGTH;
        boolean incomplete = false;
        if (whole > 0) {
            incomplete = sweep.apply(whole, x, xOffset, y, yOffset);
        }
        if (whole < n) {
            pad(n - whole, x, xOffset + whole, pad, Scratch.FIRST_PAD);
            incomplete |= sweep.apply(LENGTH, pad, Scratch.FIRST_PAD, pad, Scratch.FIRST_PAD);
            System.arraycopy(pad, Scratch.FIRST_PAD, y, yOffset + whole, n - whole);
        }
        if (incomplete) {
            repair.apply(n, x, xOffset, y, yOffset);
        }
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
        scalar.sqrt(n, x, xOffset, y, yOffset);
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
        sweep(VectorHyperbolic::softplus, VectorHyperbolic::repairSoftplus, n, x, xOffset, y, yOffset);
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
        scalar.abs(n, x, xOffset, y, yOffset);
    }

    @Override
    public void pow(int n, double[] x, int xOffset, double p, double[] y, int yOffset) {
        if (ScalarElementwise.simplePow(n, x, xOffset, p, y, yOffset)) {
            return;
        }
        double[] block = Scratch.get();
        Arrays.fill(block, POW_BLOCK, 2 * POW_BLOCK, p);
        for (int from = 0; from < n; from += POW_BLOCK) {
            int size = Math.min(POW_BLOCK, n - from);
            System.arraycopy(x, xOffset + from, block, 0, size);
            powBlock(size, block, y, yOffset + from);
        }
    }

    @Override
    public void pow(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        double[] block = Scratch.get();
        for (int from = 0; from < n; from += POW_BLOCK) {
            int size = Math.min(POW_BLOCK, n - from);
            System.arraycopy(x, xOffset + from, block, 0, size);
            System.arraycopy(y, yOffset + from, block, POW_BLOCK, size);
            powBlock(size, block, z, zOffset + from);
        }
    }

    /** The first half of the block to the power of the second. */
    private static void powBlock(int n, double[] block, double[] z, int zOffset) {
        int whole = n - n % LENGTH;
        boolean special = false;
        if (whole > 0) {
            special = VectorPower.pow(whole, block, 0, block, POW_BLOCK, z, zOffset);
        }
        if (whole < n) {
            pad(n - whole, block, whole, block, Scratch.FIRST_PAD);
            pad(n - whole, block, POW_BLOCK + whole, block, Scratch.SECOND_PAD);
            special |= VectorPower.pow(LENGTH, block, Scratch.FIRST_PAD, block, Scratch.SECOND_PAD, block,
                    Scratch.FIRST_PAD);
            System.arraycopy(block, Scratch.FIRST_PAD, z, zOffset + whole, n - whole);
        }
        if (special) {
            for (int i = 0; i < n; i++) {
                if (VectorPower.isSpecial(block[i], block[POW_BLOCK + i])) {
                    z[zOffset + i] = Power.pow(block[i], block[POW_BLOCK + i]);
                }
            }
        }
    }

    @Override
    public void max(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        scalar.max(n, x, xOffset, y, yOffset, z, zOffset);
    }

    @Override
    public void min(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
        scalar.min(n, x, xOffset, y, yOffset, z, zOffset);
    }
}
