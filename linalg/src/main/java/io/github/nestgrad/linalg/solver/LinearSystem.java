package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Matrix;
import io.github.nestgrad.linalg.Vectors;

/**
 * One system A x = b under solution: checks it, counts the products with A, and computes true residuals.
 *
 * <p>As an operator it is A, with every product counted.
 */
final class LinearSystem implements LinearOperator {

    /** A residual below this many roundings of the numbers it is made of says nothing any more. */
    private static final double ROUNDING_FACTOR = 1e3;

    /** So many roundings of ‖A‖ ‖x‖ may be missing in a residual altogether. */
    private static final double NOISE_FACTOR = 32;

    /** A huge x makes for huge rounding errors; a relative residual above this is a failure all the same. */
    private static final double LARGEST_EXCUSE = 1e-6;

    private final LinearOperator a;
    private final double[] b;
    private final double rightHandSideNorm;
    private double largestGain;
    private int products;

    LinearSystem(String solver, LinearOperator a, double[] b, double[] start) {
        if (a.rows() != a.columns()) {
            throw new IllegalArgumentException(
                    solver + ": A is " + a.rows() + "x" + a.columns() + " (expected a square operator)");
        }
        if (b.length != a.rows() || start.length != a.columns()) {
            throw new IllegalArgumentException(solver + ": A is " + a.rows() + "x" + a.columns() + " but b has length "
                    + b.length + " and the start " + start.length + " (expected " + a.rows() + ")");
        }
        this.a = a;
        this.b = b;
        this.rightHandSideNorm = Vectors.norm2(b);
    }

    /** Checks a system with several right-hand sides. */
    static void requireSizes(LinearOperator a, Matrix b, Matrix start) {
        if (a.rows() != a.columns() || b.rows() != a.rows() || start.rows() != a.columns()
                || start.columns() != b.columns()) {
            throw new IllegalArgumentException("several right-hand sides: A is " + a.rows() + "x" + a.columns()
                    + ", B " + b.rows() + "x" + b.columns() + " and the start " + start.rows() + "x" + start.columns()
                    + " (expected a square A and as many rows, and equal sizes of B and the start)");
        }
    }

    int size() {
        return b.length;
    }

    double rightHandSideNorm() {
        return rightHandSideNorm;
    }

    @Override
    public int rows() {
        return a.rows();
    }

    @Override
    public int columns() {
        return a.columns();
    }

    @Override
    public void apply(double[] x, double[] out) {
        products++;
        a.apply(x, out);
    }

    @Override
    public void applyTranspose(double[] x, double[] out) {
        products++;
        a.applyTranspose(x, out);
    }

    /** Remembers that A made a vector longer by this factor: ‖A‖ is at least as large. */
    void gain(double factor) {
        largestGain = factor > largestGain ? factor : largestGain;
    }

    /** r ← b − A x, and its norm; for x = 0 without a product. */
    double residual(double[] x, double[] r) {
        if (Vectors.maxAbs(x) == 0) {
            System.arraycopy(b, 0, r, 0, r.length);
            return rightHandSideNorm;
        }
        apply(x, r);
        gain(Vectors.norm2(r) / Vectors.norm2(x));
        for (int i = 0; i < r.length; i++) {
            r[i] = b[i] - r[i];
        }
        return Vectors.norm2(r);
    }

    /** The residual at x that rounding alone can make. */
    double rounding(double[] x) {
        double numbers = rightHandSideNorm + largestGain * Vectors.norm2(x);
        return ROUNDING_FACTOR * Math.ulp(1.0) * numbers;
    }

    /** Whether a residual this small at x is what rounding alone makes; never so of one that is not small beside b. */
    boolean isRounding(double residualNorm, double[] x) {
        return residualNorm <= Math.min(rounding(x), LARGEST_EXCUSE * rightHandSideNorm);
    }

    /** Whether a residual that is not small beside b may be smaller than others only since x is huge. */
    boolean isNoise(double residualNorm, double[] x) {
        return residualNorm > LARGEST_EXCUSE * rightHandSideNorm
                && residualNorm <= NOISE_FACTOR * Math.ulp(1.0) * largestGain * Vectors.norm2(x);
    }

    LinearSolution solution(double[] x, double residualNorm, int iterations, Termination reason) {
        return new LinearSolution(x, residualNorm, rightHandSideNorm, iterations, products, reason);
    }

    /** The answer that needs no iteration: x = 0 for b = 0, none for a b that is not finite; else null. */
    LinearSolution trivial() {
        if (rightHandSideNorm == 0) {
            return solution(new double[size()], 0, 0, Termination.CONVERGED);
        }
        if (!Double.isFinite(rightHandSideNorm)) {
            return solution(new double[size()], rightHandSideNorm, 0, Termination.NOT_FINITE);
        }
        return null;
    }
}
