package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Vectors;

/**
 * The truncated series of Neumann for the inverse,
 *
 * <pre>
 *   x = x₀ + η Σ_{i&lt;K} (I − ηM⁻¹A)ⁱ M⁻¹(b − A x₀),      M = I without a preconditioner.
 * </pre>
 *
 * <p>K terms make, up to rounding, what K steps of {@link Richardson} with the same η make from the same start: not one
 * more or less. The series converges if and only if the spectral radius of I − ηM⁻¹A is below 1; the terms themselves
 * are M⁻¹ times the residuals, (I − ηA M⁻¹)ᴷ (b − A x₀) = b − A x, and the one in the result is the true one all the
 * same. K − 1 products make K terms, and one the residual.
 *
 * <p>Terms that grow to 10⁸ times the first end it with {@link Termination#DIVERGED}.
 */
public final class Neumann extends IterativeSolver<Neumann> {

    private static final int DEFAULT_LIMIT = 1_000_000;
    // a term this many times the first is no transient of a contraction any more
    private static final double DIVERGENCE_FACTOR = 1e8;

    private final double step;

    private Neumann(double step, Stopping stopping, Preconditioner preconditioner) {
        super("Neumann", stopping, preconditioner);
        this.step = step;
    }

    /**
     * The sum of a number of terms, with step 1.
     *
     * @param terms K, at least 0
     * @return the solver; it ends with {@link Termination#STEPS_DONE}
     * @throws IllegalArgumentException if the number is negative
     */
    public static Neumann ofTerms(int terms) {
        return withDefaults().withSteps(terms);
    }

    /**
     * The series with step 1, to a relative residual of 1e−12, in at most 1 000 000 terms.
     *
     * @return the solver
     */
    public static Neumann withDefaults() {
        return new Neumann(1, Stopping.at(1e-12, DEFAULT_LIMIT), null);
    }

    @Override
    Neumann with(Stopping changed, Preconditioner changedPreconditioner) {
        return new Neumann(step, changed, changedPreconditioner);
    }

    /**
     * The same solver with another step.
     *
     * @param eta η, a finite number other than 0
     * @return the solver
     * @throws IllegalArgumentException if the step is 0 or not finite
     */
    public Neumann withStep(double eta) {
        return new Neumann(Richardson.requireStep("Neumann", eta), stopping(), preconditioner());
    }

    @Override
    LinearSolution solve(LinearSystem system, LinearOperator inverse, double[] start) {
        return new Series(system, stopping(), step, inverse, start).solve();
    }

    private static final class Series extends Run {
        private final double step;
        private final LinearOperator inverse;
        // M⁻¹r
        private final double[] z;
        private final double[] product;
        private double first = Double.NaN;

        Series(LinearSystem system, Stopping stopping, double step, LinearOperator inverse, double[] start) {
            super(system, stopping, start);
            this.step = step;
            this.inverse = inverse;
            this.z = inverse == null ? r : new double[system.size()];
            this.product = new double[system.size()];
        }

        @Override
        Termination descend(double norm) {
            first = Double.isNaN(first) ? Math.max(norm, system.rightHandSideNorm()) : first;
            double term = norm;
            while (true) {
                Termination reason = reasonAt(term);
                if (reason != null) {
                    return reason;
                }
                if (term > DIVERGENCE_FACTOR * first) {
                    return Termination.DIVERGED;
                }
                if (inverse != null) {
                    inverse.apply(r, z);
                }
                Vectors.axpy(step, z, x);
                iterations++;
                if (iterations == most()) {
                    return counted() ? Termination.STEPS_DONE : Termination.STEP_LIMIT;
                }
                apply(z, product);
                Vectors.axpy(-step, product, r);
                term = Vectors.norm2(r);
            }
        }
    }
}
