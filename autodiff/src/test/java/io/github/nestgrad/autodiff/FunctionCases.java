package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.solver.DenseSolver;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;

/** Primitives that are made of functions: with rules of their user, evaluated again, or given by an equation. */
final class FunctionCases {

    private static final double ELEMENTARY = 1;
    private static final double SOLVED = 4;

    private FunctionCases() {}

    static void addTo(List<PrimitiveCase> cases) {
        CustomFunction.Rule diagonal = (x, y, v) -> v.times(x.cos());
        UnaryOperator<Tensor> sine = Tensor::sin;
        ofVector(cases, "CustomFunction with both rules", new CustomFunction(sine, diagonal, diagonal));
        ofVector(cases, "CustomFunction with a JVP", new CustomFunction(sine, diagonal, null));
        ofVector(cases, "CustomFunction with a VJP", new CustomFunction(sine, null, diagonal));
        ofVector(cases, "Recomputed", new Recomputed(sine));
        ofVector(cases, "Recomputed twice", new Recomputed(x -> Interpreter.bind(new Recomputed(sine), x)));
        reversal(cases);
        implicit(cases);
    }

    private static void ofVector(List<PrimitiveCase> cases, String name, Primitive p) {
        cases.add(new PrimitiveCase(name, true, 1, Domain.EXPONENT, n -> p, n -> List.of(Shape.vector(n[0])),
                (n, x) -> exact(n[0], i -> HighPrecision.sin(new BigDecimal(x[0][i]))), n -> ELEMENTARY));
    }

    /** A Jacobian that is neither square nor symmetric: y = M (x ∘ x), with the derived rule a true transpose. */
    private static void reversal(List<PrimitiveCase> cases) {
        for (boolean jvp : new boolean[] {false, true}) {
            cases.add(new PrimitiveCase("CustomFunction of a product with a " + (jvp ? "JVP" : "VJP"), true, 2,
                    Domain.WIDE, n -> {
                        Tensor m = Tensor.of(Shape.matrix(n[0], n[1]), factors(n));
                        return new CustomFunction(x -> m.matmul(x.squared()),
                                jvp ? (x, y, v) -> m.matmul(x.times(v)).times(2) : null,
                                jvp ? null : (x, y, u) -> m.transposedMatmul(u).times(x).times(2));
                    }, n -> List.of(Shape.vector(n[1])), (n, x) -> {
                        Exact[] y = new Exact[n[0]];
                        for (int i = 0; i < n[0]; i++) {
                            BigDecimal sum = BigDecimal.ZERO;
                            double magnitude = 0;
                            for (int j = 0; j < n[1]; j++) {
                                BigDecimal entry = new BigDecimal(x[0][j]);
                                BigDecimal term = entry.multiply(entry).multiply(
                                        new BigDecimal(factors(n)[i * n[1] + j]));
                                sum = sum.add(term);
                                magnitude += Math.abs(term.doubleValue());
                            }
                            y[i] = new Exact(sum, magnitude);
                        }
                        return y;
                    }, n -> 3.0 + n[1]));
        }
    }

    private static double[] factors(int[] n) {
        double[] factors = new double[n[0] * n[1]];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = 1 + 0.25 * (i % 5) - 0.5 * (i % 3);
        }
        return factors;
    }

    /** w² = λ entry by entry, so that w = √λ, and A = diag(2 w). */
    private static void implicit(List<PrimitiveCase> cases) {
        cases.add(new PrimitiveCase("ImplicitValue", true, 1, Domain.POSITIVE,
                n -> new ImplicitValue(squareRoot(n[0]), Packing.ofShapes(Shape.vector(n[0]))),
                n -> List.of(Shape.vector(n[0])),
                (n, x) -> exact(n[0], i -> HighPrecision.sqrt(new BigDecimal(x[0][i]))), n -> ELEMENTARY));
        for (boolean transposed : new boolean[] {false, true}) {
            // the point w, the parameter λ, the right-hand side b
            cases.add(new PrimitiveCase("ImplicitSolve" + (transposed ? " transposed" : ""), true, 1, Domain.POSITIVE,
                    n -> new ImplicitSolve(squareRoot(n[0]), Packing.ofShapes(Shape.vector(n[0])), transposed),
                    n -> List.of(Shape.vector(3 * n[0])),
                    (n, x) -> exact(n[0], i -> HighPrecision.quotient(new BigDecimal(x[0][2 * n[0] + i]),
                            new BigDecimal(2 * x[0][i]))), n -> SOLVED));
        }
    }

    private static Implicit squareRoot(int n) {
        return Implicit.root(Shape.vector(n), (w, p) -> w.squared().minus(p[0]), p -> p[0].sqrt())
                .withLinearSolver(DenseSolver.withDefaults());
    }

    private interface EntryOf {
        BigDecimal at(int i);
    }

    private static Exact[] exact(int n, EntryOf entry) {
        Exact[] exact = new Exact[n];
        for (int i = 0; i < n; i++) {
            exact[i] = Exact.of(entry.at(i));
        }
        return exact;
    }
}
