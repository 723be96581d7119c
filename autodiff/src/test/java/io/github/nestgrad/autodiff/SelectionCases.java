package io.github.nestgrad.autodiff;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** The catalogue of what chooses and compares, of powers, and of what takes rows by their indices. */
final class SelectionCases {

    // no difference quotient steps over a kink that is this far away, relative to the largest of the numbers and one
    private static final double GAP = 0.3;
    // |x|ᵉ and its derivatives stay within what differences can resolve
    private static final Domain EXPONENTS = new Domain(0.1, 3, false);
    private static final Domain BASES = new Domain(0.05, 20, true);
    private static final Domain SMALL = new Domain(1e-8, 20, true);
    // the kernel promises 2
    private static final double POWER = 2.5;

    private SelectionCases() {}

    static void addTo(List<PrimitiveCase> cases) {
        for (int rank = 0; rank <= 2; rank++) {
            entrywise(cases, rank);
            unary(cases, rank);
            powers(cases, rank);
        }
        rows(cases);
        diagonals(cases);
    }

    private static void entrywise(List<PrimitiveCase> cases, int rank) {
        PrimitiveCase.OfSizes<Shape> shape = shapeOfRank(rank);
        PrimitiveCase.OfSizes<List<Shape>> pair = n -> List.of(shape.of(n), shape.of(n));
        cases.add(new PrimitiveCase("MAX of rank " + rank, true, rank, Domain.WIDE, n -> Extremum.MAX, pair,
                (n, x) -> entries(x[0].length, i -> copy(x[0][i] > x[1][i] ? x[0][i] : x[1][i])), n -> 0.0,
                SelectionCases::separate));
        cases.add(new PrimitiveCase("MIN of rank " + rank, true, rank, Domain.WIDE, n -> Extremum.MIN, pair,
                (n, x) -> entries(x[0].length, i -> copy(x[0][i] > x[1][i] ? x[1][i] : x[0][i])), n -> 0.0,
                SelectionCases::separate));
        cases.add(new PrimitiveCase("Where of rank " + rank, true, rank, Domain.WIDE,
                n -> new WithConstants(Where.WHERE, mask(shape.of(n))), pair,
                (n, x) -> entries(x[0].length,
                        i -> copy(mask(shape.of(n)).toArray()[i] == 1 ? x[0][i] : x[1][i])), n -> 0.0));
        cases.add(new PrimitiveCase("QuotientOrZero of rank " + rank, true, rank, Domain.WIDE,
                n -> QuotientOrZero.QUOTIENT, pair, (n, x) -> entries(x[0].length, i -> Exact.of(
                        HighPrecision.quotient(new BigDecimal(x[0][i]), new BigDecimal(x[1][i])))), n -> 0.5));
    }

    private static void unary(List<PrimitiveCase> cases, int rank) {
        PrimitiveCase.OfSizes<Shape> shape = shapeOfRank(rank);
        PrimitiveCase.OfSizes<List<Shape>> one = n -> List.of(shape.of(n));
        cases.add(new PrimitiveCase("Abs of rank " + rank, true, rank, Domain.WIDE, n -> Abs.ABS, one,
                (n, x) -> entries(x[0].length, i -> copy(x[0][i] < 0 ? -x[0][i] : x[0][i])), n -> 0.0));
        for (double[] bounds : new double[][] {{0, Double.POSITIVE_INFINITY}, {Double.NEGATIVE_INFINITY, 1}, {-1, 1}}) {
            cases.add(new PrimitiveCase("Clip to " + bounds[0] + ", " + bounds[1] + " of rank " + rank, true, rank,
                    Domain.WIDE, n -> new Clip(bounds[0], bounds[1]), one,
                    (n, x) -> entries(x[0].length, i -> copy(x[0][i] < bounds[0] ? bounds[0]
                            : x[0][i] > bounds[1] ? bounds[1] : x[0][i])), n -> 0.0,
                    (n, x) -> awayFromOne(x[0])));
        }
        cases.add(new PrimitiveCase("Masked of rank " + rank, true, rank, Domain.WIDE,
                n -> new WithConstants(Masked.MASKED, mask(shape.of(n)).times(0.5)), one,
                (n, x) -> entries(x[0].length, i -> copy(mask(shape.of(n)).toArray()[i] * x[0][i] / 2)), n -> 0.0));
    }

    private static void powers(List<PrimitiveCase> cases, int rank) {
        PrimitiveCase.OfSizes<Shape> shape = shapeOfRank(rank);
        cases.add(new PrimitiveCase("PowerOf of rank " + rank, true, rank, BASES, n -> PowerOf.POWER,
                n -> List.of(shape.of(n), shape.of(n)), (n, x) -> entries(x[0].length,
                        i -> Exact.of(power(x[0][i], x[1][i]))), n -> POWER,
                (n, x) -> {
                    for (int i = 0; i < x[1].shape().size(); i++) {
                        x[1].array[x[1].offset + i] = Math.log(x[1].array[x[1].offset + i]);
                    }
                }));
        for (double exponent : new double[] {1, 2, 3, -2, 0.5, 2.5, -1.5}) {
            boolean whole = exponent == Math.rint(exponent);
            cases.add(new PrimitiveCase("Power " + exponent + " of rank " + rank, true, rank,
                    whole ? EXPONENTS : BASES, n -> new Power(exponent), n -> List.of(shape.of(n)),
                    (n, x) -> entries(x[0].length, i -> Exact.of(whole ? wholePower(x[0][i], (int) exponent)
                            : power(x[0][i], exponent))), n -> POWER));
        }
        cases.add(new PrimitiveCase("LOG1P of rank " + rank, true, rank, SMALL, n -> Elementwise.LOG1P,
                n -> List.of(shape.of(n)), (n, x) -> entries(x[0].length,
                        i -> Exact.of(HighPrecision.log(BigDecimal.ONE.add(new BigDecimal(x[0][i]))))), n -> 2.0));
        cases.add(new PrimitiveCase("EXPM1 of rank " + rank, true, rank, Domain.EXPONENT, n -> Elementwise.EXPM1,
                n -> List.of(shape.of(n)), (n, x) -> entries(x[0].length,
                        i -> Exact.of(HighPrecision.exp(new BigDecimal(x[0][i])).subtract(BigDecimal.ONE))), n -> 2.0));
    }

    private static void rows(List<PrimitiveCase> cases) {
        for (int rank = 1; rank <= 2; rank++) {
            int r = rank;
            // n[0] rows, n[1] indices, columns if there are any
            PrimitiveCase.OfSizes<Shape> whole = n -> r == 1 ? Shape.vector(n[0]) : Shape.matrix(n[0], n[2]);
            PrimitiveCase.OfSizes<Shape> part = n -> r == 1 ? Shape.vector(n[1]) : Shape.matrix(n[1], n[2]);
            cases.add(new PrimitiveCase("GatherRows of rank " + r, false, r + 1, Domain.WIDE,
                    n -> new WithConstants(GatherRows.GATHER, indices(n)), n -> List.of(whole.of(n)),
                    (n, x) -> entries(part.of(n).size(), i -> {
                        int columns = whole.of(n).columns();
                        return copy(x[0][index(n, i / columns) * columns + i % columns]);
                    }), n -> 0.0));
            cases.add(new PrimitiveCase("ScatterAddRows of rank " + r, false, r + 1, Domain.WIDE,
                    n -> new WithConstants(new ScatterAddRows(n[0]), indices(n)), n -> List.of(part.of(n)),
                    (n, x) -> entries(whole.of(n).size(), at -> added(n, whole.of(n).columns(), at, 0, x[0])),
                    n -> (double) n[1]));
            cases.add(new PrimitiveCase("AddToRows of rank " + r, false, r + 1, Domain.WIDE,
                    n -> new WithConstants(AddToRows.ADD, indices(n)), n -> List.of(whole.of(n), part.of(n)),
                    (n, x) -> entries(whole.of(n).size(),
                            at -> added(n, whole.of(n).columns(), at, x[0][at], x[1])),
                    n -> 1.0 + n[1]));
        }
    }

    private static void diagonals(List<PrimitiveCase> cases) {
        cases.add(new PrimitiveCase("Diagonal of a matrix", true, 1, Domain.WIDE, n -> Diagonal.OF_MATRIX,
                n -> List.of(Shape.matrix(n[0], n[0])),
                (n, x) -> entries(n[0], i -> copy(x[0][i * n[0] + i])), n -> 0.0));
        cases.add(new PrimitiveCase("Diagonal to a matrix", true, 1, Domain.WIDE, n -> Diagonal.TO_MATRIX,
                n -> List.of(Shape.vector(n[0])),
                (n, x) -> entries(n[0] * n[0], i -> copy(i / n[0] == i % n[0] ? x[0][i / n[0]] : 0)), n -> 0.0));
        cases.add(new PrimitiveCase("AddToDiagonal", true, 1, Domain.WIDE, n -> AddToDiagonal.ADD,
                n -> List.of(Shape.matrix(n[0], n[0]), Shape.vector(n[0])),
                (n, x) -> entries(n[0] * n[0], i -> i / n[0] != i % n[0] ? copy(x[0][i])
                        : Exact.of(new BigDecimal(x[0][i]).add(new BigDecimal(x[1][i / n[0]])))), n -> 0.5));
    }

    /** No two numbers that are compared lie near each other. */
    private static void separate(int[] n, Concrete[] x) {
        for (int i = 0; i < x[0].shape().size(); i++) {
            double a = x[0].array[x[0].offset + i];
            double b = x[1].array[x[1].offset + i];
            double gap = GAP * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
            x[1].array[x[1].offset + i] = b + (b < a ? -gap : gap);
        }
    }

    /** No number lies near ±1, nor near 0. */
    private static void awayFromOne(Concrete x) {
        for (int i = x.offset; i < x.offset + x.shape().size(); i++) {
            double size = Math.abs(x.array[i]);
            x.array[i] = Math.signum(x.array[i]) * (size < 1 ? 0.4 + 0.3 * size : 0.4 + size);
        }
    }

    /** Some zeros and some ones, at least one of each where there is room. */
    private static Tensor mask(Shape shape) {
        SplittableRandom random = new SplittableRandom(shape.size());
        double[] mask = new double[shape.size()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i < 2 ? i : random.nextInt(2);
        }
        return Tensor.of(shape, mask);
    }

    /** n[1] of the n[0] rows; the last one twice if there are two indices. */
    private static Tensor indices(int[] n) {
        IntUnaryOperator index = i -> index(n, i);
        double[] indices = new double[n[1]];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = index.applyAsInt(i);
        }
        return Tensor.of(indices);
    }

    private static int index(int[] n, int i) {
        return i < 2 ? n[0] - 1 : (i * i + 1) % n[0];
    }

    /** An entry of the value of adding rows. */
    private static Exact added(int[] n, int columns, int at, double start, double[] part) {
        BigDecimal sum = new BigDecimal(start);
        double magnitude = Math.abs(start);
        for (int i = 0; i < n[1]; i++) {
            if (index(n, i) == at / columns) {
                double term = part[i * columns + at % columns];
                sum = sum.add(new BigDecimal(term));
                magnitude += Math.abs(term);
            }
        }
        return new Exact(sum, magnitude);
    }

    private static BigDecimal power(double x, double exponent) {
        return HighPrecision.exp(HighPrecision.log(new BigDecimal(x)).multiply(new BigDecimal(exponent)));
    }

    private static BigDecimal wholePower(double x, int exponent) {
        BigDecimal power = new BigDecimal(x).pow(Math.abs(exponent));
        return exponent < 0 ? HighPrecision.quotient(BigDecimal.ONE, power) : power;
    }

    static PrimitiveCase.OfSizes<Shape> shapeOfRank(int rank) {
        return n -> switch (rank) {
            case 0 -> Shape.scalar();
            case 1 -> Shape.vector(n[0]);
            default -> Shape.matrix(n[0], n[1]);
        };
    }

    static Exact[] entries(int size, IntFunction<Exact> entry) {
        Exact[] entries = new Exact[size];
        for (int i = 0; i < size; i++) {
            entries[i] = entry.apply(i);
        }
        return entries;
    }

    static Exact copy(double x) {
        return Exact.of(new BigDecimal(x));
    }
}
