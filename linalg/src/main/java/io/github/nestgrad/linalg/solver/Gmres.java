package io.github.nestgrad.linalg.solver;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.linalg.Vectors;
import java.util.Arrays;

/**
 * The generalised minimal residual method with restarts, GMRES(m), for any regular A.
 *
 * <p>The k-th iterate of a cycle has the smallest ‖b − A x‖ in x₀ + M⁻¹ span{r₀, A M⁻¹r₀, …, (A M⁻¹)^{k−1} r₀}, so the
 * residual never grows. An orthonormal basis vⱼ of this space, by modified Gram-Schmidt, gives A M⁻¹Vₖ = Vₖ₊₁ H̄ₖ with
 * a Hessenberg matrix that rotations triangularise (Saad and Schultz, GMRES: a generalized minimal residual algorithm
 * for solving nonsymmetric linear systems, SIAM J. Sci. Stat. Comput. 7, 1986, algorithms 3 and 4; preconditioned from
 * the right as in Saad, Iterative Methods for Sparse Linear Systems, 2nd ed., algorithm 9.5). After m steps it starts
 * again from the x it has; it needs m + 1 vectors of memory, and j inner products in the j-th step of a cycle.
 *
 * <p>Without a restart, n steps suffice in exact arithmetic. With restarts the residual may stop to fall; a cycle that
 * gains nothing ends the solve with {@link Termination#STALLED}, and a larger m may help. Where the space cannot grow
 * any more the residual is zero, or A M⁻¹ is {@link Termination#SINGULAR} on it.
 */
public final class Gmres extends IterativeSolver<Gmres> {

    private static final int DEFAULT_RESTART = 50;
    // a pivot below this part of ‖A‖ makes one look at the least singular value, which is zero below so many roundings
    private static final double SUSPICIOUS = 1e-6;
    private static final double SINGULAR = 128;
    // what is left of the residual by a cycle that gained nothing
    private static final double NO_GAIN = 1 - 1e-6;

    private final int restart;

    private Gmres(int restart, Stopping stopping, Preconditioner preconditioner) {
        super("GMRES", stopping, preconditioner);
        this.restart = restart;
    }

    /**
     * GMRES(50) to a relative residual of 1e−12, in at most max(1000, 20 n) iterations.
     *
     * @return the solver
     */
    public static Gmres withDefaults() {
        return new Gmres(DEFAULT_RESTART, Stopping.at(1e-12), null);
    }

    @Override
    Gmres with(Stopping changed, Preconditioner changedPreconditioner) {
        return new Gmres(restart, changed, changedPreconditioner);
    }

    /**
     * The same solver with other cycles.
     *
     * @param steps m, the steps of a cycle, at least 1; n or more for none but the full method
     * @return the solver
     * @throws IllegalArgumentException if the number is not positive
     */
    public Gmres withRestart(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("GMRES: restart after " + steps + " steps (expected 1 or more)");
        }
        return new Gmres(steps, stopping(), preconditioner());
    }

    @Override
    LinearSolution solve(LinearSystem system, LinearOperator inverse, double[] start) {
        return new Arnoldi(system, stopping(), restart, inverse, start).solve();
    }

    private static final class Arnoldi extends Run {
        private final LinearOperator inverse;
        private final int m;
        private final double[][] basis;
        // column j of R, and the rotations and right-hand side that go with it
        private final double[][] columns;
        private final double[] cosines;
        private final double[] sines;
        private final double[] g;
        private final double[] y;
        private final double[] z;
        private final double[] sum;
        private double largest;

        Arnoldi(LinearSystem system, Stopping stopping, int restart, LinearOperator inverse, double[] start) {
            super(system, stopping, start);
            int n = system.size();
            this.inverse = inverse;
            this.m = Math.max(1, Math.min(restart, Math.min(n, most())));
            this.basis = new double[m + 1][n];
            this.columns = new double[m][];
            for (int j = 0; j < m; j++) {
                columns[j] = new double[j + 2];
            }
            this.cosines = new double[m];
            this.sines = new double[m];
            this.g = new double[m + 1];
            this.y = new double[m];
            this.z = inverse == null ? null : new double[n];
            this.sum = inverse == null ? null : new double[n];
        }

        @Override
        Termination descend(double norm) {
            double before = norm;
            while (true) {
                Termination reason = cycle(before);
                if (reason != null) {
                    return reason;
                }
                double after = system.residual(x, r);
                reason = reasonAt(after);
                if (reason != null) {
                    return reason;
                }
                if (after > NO_GAIN * before && !counted()) {
                    return Termination.STALLED;
                }
                before = after;
            }
        }

        /** At most m steps from the true residual r; null if that was not enough. */
        private Termination cycle(double norm) {
            normalise(r, norm, basis[0]);
            g[0] = 1;
            for (int j = 0; ; j++) {
                Termination reason = reasonAt(Math.abs(g[j]) * norm);
                if (reason == null && j < m) {
                    reason = step(j);
                }
                if (reason != null || j == m) {
                    correct(j, norm);
                    return reason;
                }
                iterations++;
            }
        }

        /** Column j of the Hessenberg matrix, triangularised; null if it has its part in the solution. */
        private Termination step(int j) {
            double[] h = columns[j];
            double[] v = basis[j + 1];
            if (inverse == null) {
                apply(basis[j], v);
            } else {
                inverse.apply(basis[j], z);
                apply(z, v);
            }
            double length = Vectors.norm2(v);
            if (!Double.isFinite(length)) {
                return Termination.NOT_FINITE;
            }
            largest = Math.max(largest, length);
            for (int i = 0; i <= j; i++) {
                h[i] = Vectors.dot(basis[i], v);
                Vectors.axpy(-h[i], basis[i], v);
            }
            double rest = Vectors.norm2(v);
            for (int i = 0; i < j; i++) {
                double upper = cosines[i] * h[i] + sines[i] * h[i + 1];
                h[i + 1] = cosines[i] * h[i + 1] - sines[i] * h[i];
                h[i] = upper;
            }
            double diagonal = Math.hypot(h[j], rest);
            double own = h[j];
            h[j] = diagonal;
            if (!(diagonal > SUSPICIOUS * largest)
                    && !(smallestSingularValue(j) > SINGULAR * Math.ulp(1.0) * largest)) {
                return Termination.SINGULAR;
            }
            cosines[j] = own / diagonal;
            sines[j] = rest / diagonal;
            g[j + 1] = -sines[j] * g[j];
            g[j] *= cosines[j];
            normalise(v, rest, v); // where rest is zero, so is the next g, and v is not looked at
            return null;
        }

        /** An upper bound, and mostly an estimate, of that of R with columns up to j: 1 / ‖R⁻¹ eⱼ‖. */
        private double smallestSingularValue(int j) {
            Arrays.fill(y, 0, j, 0);
            y[j] = 1;
            double length = 0;
            for (int i = j; i >= 0; i--) {
                y[i] /= columns[i][i];
                for (int k = 0; k < i; k++) {
                    y[k] -= y[i] * columns[i][k];
                }
                length = Math.hypot(length, y[i]);
            }
            return 1 / length;
        }

        /** x ← x + ‖r₀‖ M⁻¹ V y, R y = g, with the first j columns. */
        private void correct(int j, double norm) {
            for (int i = j - 1; i >= 0; i--) {
                g[i] /= columns[i][i];
                for (int k = 0; k < i; k++) {
                    g[k] -= g[i] * columns[i][k];
                }
            }
            if (inverse == null) {
                for (int i = 0; i < j; i++) {
                    Vectors.axpy(norm * g[i], basis[i], x);
                }
            } else if (j > 0) {
                Arrays.fill(sum, 0);
                for (int i = 0; i < j; i++) {
                    Vectors.axpy(g[i], basis[i], sum);
                }
                inverse.apply(sum, z);
                Vectors.axpy(norm, z, x);
            }
        }
    }
}
