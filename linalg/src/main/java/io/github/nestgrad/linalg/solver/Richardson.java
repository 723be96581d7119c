package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Vectors;

/**
 * The fixed-point iteration x ← x + η M⁻¹(b − A x) of Richardson, M = I without a preconditioner.
 *
 * <p>It converges if and only if the spectral radius of I − ηM⁻¹A is below 1, and then by that factor a step; for a
 * symmetric A with spectrum in [μ, L] and η = 2/(L + μ) the factor is (L − μ)/(L + μ). With A = I − M and η = 1 it
 * reads x ← M x + b, and its k-th iterate from 0 is the Neumann series Σ_{i&lt;k} Mⁱ b.
 */
public final class Richardson extends IterativeSolver<Richardson> {

    private static final int DEFAULT_LIMIT = 1_000_000;
    // a residual this many times that of the start is no transient of a contraction any more
    private static final double DIVERGENCE_FACTOR = 1e8;
    // no new smallest residual for so many steps: there is nothing left to gain
    private static final int PATIENCE = 200;

    private final double step;

    private Richardson(double step, Stopping stopping, Preconditioner preconditioner) {
        super("Richardson", stopping, preconditioner);
        this.step = step;
    }

    /**
     * The iteration with step 1, to a relative residual of 1e−12, in at most 1 000 000 iterations.
     *
     * @return the solver
     */
    public static Richardson withDefaults() {
        return new Richardson(1, Stopping.at(1e-12, DEFAULT_LIMIT), null);
    }

    @Override
    Richardson with(Stopping changed, Preconditioner changedPreconditioner) {
        return new Richardson(step, changed, changedPreconditioner);
    }

    /**
     * The same solver with another step.
     *
     * @param eta η, a finite number other than 0
     * @return the solver
     * @throws IllegalArgumentException if the step is 0 or not finite
     */
    public Richardson withStep(double eta) {
        return new Richardson(requireStep("Richardson", eta), stopping(), preconditioner());
    }

    static double requireStep(String solver, double eta) {
        if (eta == 0 || !Double.isFinite(eta)) {
            throw new IllegalArgumentException(solver + ": step " + eta + " (expected a finite number other than 0)");
        }
        return eta;
    }

    @Override
    LinearSolution solve(LinearSystem system, LinearOperator inverse, double[] start) {
        double[] x = start.clone();
        double[] r = new double[x.length];
        double[] z = inverse == null ? r : new double[x.length];
        double first = Double.NaN;
        double smallest = Double.POSITIVE_INFINITY;
        int iterationOfSmallest = 0;
        for (int k = 0; ; k++) {
            double norm = system.residual(x, r);
            first = k == 0 ? norm : first;
            if (norm < smallest) {
                smallest = norm;
                iterationOfSmallest = k;
            }
            Termination reason = reasonToEnd(system, k, norm, first, k - iterationOfSmallest, x);
            if (reason != null) {
                return system.solution(x, norm, k, reason);
            }
            if (inverse != null) {
                inverse.apply(r, z);
            }
            Vectors.axpy(step, z, x);
        }
    }

    /** Null as long as the iteration is to go on. */
    private Termination reasonToEnd(
            LinearSystem system, int k, double norm, double first, int sinceSmallest, double[] x) {
        double reference = system.rightHandSideNorm();
        boolean counted = stopping().counted();
        if (!Double.isFinite(norm)) {
            return Termination.NOT_FINITE;
        }
        if (!counted && norm <= stopping().threshold(reference)) {
            return Termination.CONVERGED;
        }
        if (norm > DIVERGENCE_FACTOR * Math.max(first, reference)) {
            return Termination.DIVERGED;
        }
        if (k >= stopping().most(x.length)) {
            return counted ? Termination.STEPS_DONE : Termination.STEP_LIMIT;
        }
        if (!counted && sinceSmallest >= PATIENCE && system.isRounding(norm, x)) {
            return Termination.ROUNDING_LIMIT;
        }
        return null;
    }
}
