package io.github.nestgrad.autodiff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** The catalogue: every primitive of the package in every kind of use. */
final class PrimitiveCases {

    static final List<PrimitiveCase> ALL = all();

    // a correctly rounded operation is off by half a unit; the JDK promises 1 ulp for exp, log, sin, cos, 2.5 for tanh
    private static final double ROUNDED = 0.5;
    private static final double ELEMENTARY = 1;
    private static final double COMPOSED = 4;

    private PrimitiveCases() {}

    private static List<PrimitiveCase> all() {
        List<PrimitiveCase> cases = new ArrayList<>();
        arithmetic(cases, Arithmetic.ADD, BigDecimal::add);
        arithmetic(cases, Arithmetic.SUBTRACT, BigDecimal::subtract);
        arithmetic(cases, Arithmetic.MULTIPLY, BigDecimal::multiply);
        arithmetic(cases, Arithmetic.DIVIDE, HighPrecision::quotient);
        elementwise(cases, Elementwise.EXP, Domain.EXPONENT, ELEMENTARY, HighPrecision::exp);
        elementwise(cases, Elementwise.LOG, Domain.POSITIVE, ELEMENTARY, HighPrecision::log);
        elementwise(cases, Elementwise.SQRT, Domain.POSITIVE, ROUNDED, HighPrecision::sqrt);
        elementwise(cases, Elementwise.SQUARE, Domain.WIDE, ROUNDED, x -> x.multiply(x));
        elementwise(cases, Elementwise.RECIPROCAL, Domain.WIDE, ROUNDED,
                x -> HighPrecision.quotient(BigDecimal.ONE, x));
        elementwise(cases, Elementwise.SIN, Domain.EXPONENT, ELEMENTARY, HighPrecision::sin);
        elementwise(cases, Elementwise.COS, Domain.EXPONENT, ELEMENTARY, HighPrecision::cos);
        elementwise(cases, Elementwise.TANH, Domain.EXPONENT, COMPOSED, HighPrecision::tanh);
        elementwise(cases, Elementwise.SIGMOID, Domain.EXPONENT, COMPOSED, HighPrecision::sigmoid);
        elementwise(cases, Elementwise.SOFTPLUS, Domain.EXPONENT, COMPOSED, HighPrecision::softplus);
        for (double[] constants : new double[][] {{1, 0.75}, {-2.5, 0}, {0.375, -1.25}}) {
            BigDecimal scale = new BigDecimal(constants[0]);
            BigDecimal shift = new BigDecimal(constants[1]);
            unaryOfEachRank(cases, new Affine(constants[0], constants[1]), Domain.WIDE, (n, x) -> entries(x[0].length,
                    i -> new Exact(scale.multiply(new BigDecimal(x[0][i])).add(shift),
                            Math.abs(constants[0] * x[0][i]) + Math.abs(constants[1]))), n -> 1.0);
        }
        expansions(cases);
        sums(cases);
        products(cases);
        rearrangements(cases);
        LinearAlgebraCases.addTo(cases);
        SelectionCases.addTo(cases);
        ReductionCases.addTo(cases);
        ProjectionCases.addTo(cases);
        FunctionCases.addTo(cases);
        LoopCases.addTo(cases);
        JoiningCases.addTo(cases);
        return List.copyOf(cases);
    }

    private static void arithmetic(List<PrimitiveCase> cases, Arithmetic p, BinaryOperator<BigDecimal> exact) {
        PrimitiveCase.Oracle oracle = (n, x) -> entries(x[0].length,
                i -> Exact.of(exact.apply(new BigDecimal(x[0][i]), new BigDecimal(x[1][i]))));
        for (int rank = 0; rank <= 2; rank++) {
            PrimitiveCase.OfSizes<Shape> shape = shapeOfRank(rank);
            cases.add(new PrimitiveCase(p.name() + " of rank " + rank, true, rank, Domain.WIDE, n -> p,
                    n -> List.of(shape.of(n), shape.of(n)), oracle, n -> ROUNDED));
        }
    }

    private static void elementwise(List<PrimitiveCase> cases, Elementwise p, Domain domain, double ulps,
            UnaryOperator<BigDecimal> exact) {
        unaryOfEachRank(cases, p, domain,
                (n, x) -> entries(x[0].length, i -> Exact.of(exact.apply(new BigDecimal(x[0][i])))), n -> ulps);
    }

    private static void unaryOfEachRank(List<PrimitiveCase> cases, Primitive p, Domain domain,
            PrimitiveCase.Oracle oracle, PrimitiveCase.OfSizes<Double> ulps) {
        for (int rank = 0; rank <= 2; rank++) {
            PrimitiveCase.OfSizes<Shape> shape = shapeOfRank(rank);
            cases.add(new PrimitiveCase(p + " of rank " + rank, true, rank, domain, n -> p,
                    n -> List.of(shape.of(n)), oracle, ulps));
        }
    }

    private static void expansions(List<PrimitiveCase> cases) {
        for (int rank = 0; rank <= 2; rank++) {
            PrimitiveCase.OfSizes<Shape> shape = shapeOfRank(rank);
            cases.add(new PrimitiveCase("Expand ALL to rank " + rank, true, rank, Domain.WIDE,
                    n -> new Expand(Axis.ALL, shape.of(n)), n -> List.of(Shape.scalar()),
                    (n, x) -> entries(shape.of(n).size(), i -> copy(x[0][0])), n -> 0.0));
        }
        cases.add(new PrimitiveCase("Expand ROWS", true, 2, Domain.WIDE,
                n -> new Expand(Axis.ROWS, Shape.matrix(n[0], n[1])), n -> List.of(Shape.vector(n[1])),
                (n, x) -> entries(n[0] * n[1], i -> copy(x[0][i % n[1]])), n -> 0.0));
        cases.add(new PrimitiveCase("Expand COLUMNS", true, 2, Domain.WIDE,
                n -> new Expand(Axis.COLUMNS, Shape.matrix(n[0], n[1])), n -> List.of(Shape.vector(n[0])),
                (n, x) -> entries(n[0] * n[1], i -> copy(x[0][i / n[1]])), n -> 0.0));
    }

    private static void sums(List<PrimitiveCase> cases) {
        unaryOfEachRank(cases, new SumTo(Axis.ALL), Domain.WIDE,
                (n, x) -> new Exact[] {Exact.sumOfProducts(x[0], ones(x[0].length))}, n -> 1.0 + product(n));
        cases.add(new PrimitiveCase("SumTo ROWS", true, 2, Domain.WIDE, n -> new SumTo(Axis.ROWS),
                n -> List.of(Shape.matrix(n[0], n[1])),
                (n, x) -> entries(n[1], j -> Exact.sumOfProducts(column(x[0], n[0], n[1], j), ones(n[0]))),
                n -> 1.0 + n[0]));
        cases.add(new PrimitiveCase("SumTo COLUMNS", true, 2, Domain.WIDE, n -> new SumTo(Axis.COLUMNS),
                n -> List.of(Shape.matrix(n[0], n[1])),
                (n, x) -> entries(n[0], i -> Exact.sumOfProducts(row(x[0], n[1], i), ones(n[1]))), n -> 1.0 + n[1]));
        cases.add(new PrimitiveCase("LogSumExp", false, 2, Domain.EXPONENT, n -> LogSumExp.ROWS,
                n -> List.of(Shape.matrix(n[0], n[1])),
                (n, x) -> entries(n[0], i -> logSumExp(row(x[0], n[1], i))), n -> COMPOSED + n[1]));
        for (int rank = 0; rank <= 2; rank++) {
            PrimitiveCase.OfSizes<Shape> shape = shapeOfRank(rank);
            cases.add(new PrimitiveCase("Dot of rank " + rank, true, rank, Domain.WIDE, n -> Dot.DOT,
                    n -> List.of(shape.of(n), shape.of(n)),
                    (n, x) -> new Exact[] {Exact.sumOfProducts(x[0], x[1])}, n -> 1.0 + product(n)));
        }
    }

    private static void products(List<PrimitiveCase> cases) {
        for (boolean ta : new boolean[] {false, true}) {
            for (boolean tb : new boolean[] {false, true}) {
                cases.add(new PrimitiveCase("MatMul " + (ta ? "T" : "N") + (tb ? "T" : "N"), true, 3, Domain.WIDE,
                        n -> new MatMul(ta, tb),
                        n -> List.of(ta ? Shape.matrix(n[2], n[0]) : Shape.matrix(n[0], n[2]),
                                tb ? Shape.matrix(n[1], n[2]) : Shape.matrix(n[2], n[1])),
                        (n, x) -> entries(n[0] * n[1], i -> Exact.sumOfProducts(
                                ta ? column(x[0], n[2], n[0], i / n[1]) : row(x[0], n[2], i / n[1]),
                                tb ? row(x[1], n[2], i % n[1]) : column(x[1], n[2], n[1], i % n[1]))),
                        n -> 1.0 + n[2]));
            }
            cases.add(new PrimitiveCase("MatMul by vector " + (ta ? "T" : "N"), true, 2, Domain.WIDE,
                    n -> new MatMul(ta, false),
                    n -> List.of(ta ? Shape.matrix(n[1], n[0]) : Shape.matrix(n[0], n[1]), Shape.vector(n[1])),
                    (n, x) -> entries(n[0], i -> Exact.sumOfProducts(
                            ta ? column(x[0], n[1], n[0], i) : row(x[0], n[1], i), x[1])),
                    n -> 1.0 + n[1]));
        }
        cases.add(new PrimitiveCase("MatMul outer", true, 2, Domain.WIDE, n -> new MatMul(false, true),
                n -> List.of(Shape.vector(n[0]), Shape.vector(n[1])),
                (n, x) -> entries(n[0] * n[1], i -> Exact.sumOfProducts(
                        new double[] {x[0][i / n[1]]}, new double[] {x[1][i % n[1]]})),
                n -> ROUNDED));
    }

    private static void rearrangements(List<PrimitiveCase> cases) {
        for (int from = 0; from <= 2; from++) {
            for (int to = 1; to <= 2; to++) {
                int rank = from;
                PrimitiveCase.OfSizes<Shape> target = to == 1
                        ? n -> Shape.vector(product(n)) : n -> Shape.matrix(1, product(n));
                cases.add(new PrimitiveCase("Reshape of rank " + rank + " to " + to, true, rank, Domain.WIDE,
                        n -> new Reshape(target.of(n)), n -> List.of(shapeOfRank(rank).of(n)),
                        (n, x) -> entries(x[0].length, i -> copy(x[0][i])), n -> 0.0));
            }
        }
        cases.add(new PrimitiveCase("Reshape to scalar", true, 0, Domain.WIDE, n -> new Reshape(Shape.scalar()),
                n -> List.of(Shape.matrix(1, 1)), (n, x) -> new Exact[] {copy(x[0][0])}, n -> 0.0));
        cases.add(new PrimitiveCase("Transpose", true, 2, Domain.WIDE, n -> Transpose.TRANSPOSE,
                n -> List.of(Shape.matrix(n[0], n[1])),
                (n, x) -> entries(n[0] * n[1], i -> copy(x[0][i % n[0] * n[1] + i / n[0]])), n -> 0.0));
        // before, inside, behind
        cases.add(new PrimitiveCase("Slice", true, 3, Domain.WIDE, n -> new Slice(n[0], n[0] + n[1]),
                n -> List.of(Shape.vector(n[0] + n[1] + n[2])),
                (n, x) -> entries(n[1], i -> copy(x[0][n[0] + i])), n -> 0.0));
        cases.add(new PrimitiveCase("Pad", true, 3, Domain.WIDE, n -> new Pad(n[0], n[0] + n[1] + n[2]),
                n -> List.of(Shape.vector(n[1])),
                (n, x) -> entries(n[0] + n[1] + n[2], i -> copy(i < n[0] || i >= n[0] + n[1] ? 0 : x[0][i - n[0]])),
                n -> 0.0));
        cases.add(new PrimitiveCase("AddToSlice", true, 3, Domain.WIDE, n -> new AddToSlice(n[0]),
                n -> List.of(Shape.vector(n[0] + n[1] + n[2]), Shape.vector(n[1])),
                (n, x) -> entries(n[0] + n[1] + n[2], i -> i < n[0] || i >= n[0] + n[1] ? copy(x[0][i])
                        : Exact.of(new BigDecimal(x[0][i]).add(new BigDecimal(x[1][i - n[0]])))), n -> ROUNDED));
    }

    private static Exact logSumExp(double[] row) {
        BigDecimal sum = BigDecimal.ZERO;
        double largest = 0;
        for (double entry : row) {
            sum = sum.add(HighPrecision.exp(new BigDecimal(entry)));
            largest = Math.max(largest, Math.abs(entry));
        }
        // relative errors of the sum become absolute errors of its logarithm
        return new Exact(HighPrecision.log(sum), 1 + largest);
    }

    private static PrimitiveCase.OfSizes<Shape> shapeOfRank(int rank) {
        return n -> switch (rank) {
            case 0 -> Shape.scalar();
            case 1 -> Shape.vector(n[0]);
            default -> Shape.matrix(n[0], n[1]);
        };
    }

    private static Exact[] entries(int size, IntFunction<Exact> entry) {
        Exact[] entries = new Exact[size];
        for (int i = 0; i < size; i++) {
            entries[i] = entry.apply(i);
        }
        return entries;
    }

    private static Exact copy(double x) {
        return Exact.of(new BigDecimal(x));
    }

    private static double[] row(double[] matrix, int columns, int i) {
        double[] row = new double[columns];
        System.arraycopy(matrix, i * columns, row, 0, columns);
        return row;
    }

    private static double[] column(double[] matrix, int rows, int columns, int j) {
        double[] column = new double[rows];
        for (int i = 0; i < rows; i++) {
            column[i] = matrix[i * columns + j];
        }
        return column;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static int product(int[] n) {
        int product = 1;
        for (int size : n) {
            product *= size;
        }
        return product;
    }
}
