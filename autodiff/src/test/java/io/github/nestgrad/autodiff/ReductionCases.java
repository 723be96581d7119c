package io.github.nestgrad.autodiff;

import static io.github.nestgrad.autodiff.SelectionCases.copy;
import static io.github.nestgrad.autodiff.SelectionCases.entries;
import static io.github.nestgrad.autodiff.SelectionCases.shapeOfRank;

import java.math.BigDecimal;
import java.util.List;

/** The catalogue of extrema, norms, and what softmax regression needs. */
final class ReductionCases {

    private static final double GAP = 0.3;
    private static final double COMPOSED = 4;
    // where one entry takes nearly all, what is left of a derivative has lost the digits that are not
    private static final Domain BALANCED = new Domain(1e-3, 1.5, false);
    // what the oracle does not resolve
    private static final double TINY = 1e-40;

    private ReductionCases() {}

    static void addTo(List<PrimitiveCase> cases) {
        for (boolean largest : new boolean[] {false, true}) {
            for (int rank = 0; rank <= 2; rank++) {
                PrimitiveCase.OfSizes<Shape> shape = shapeOfRank(rank);
                extrema(cases, Axis.ALL, largest, shape, rank);
            }
            extrema(cases, Axis.ROWS, largest, shapeOfRank(2), 2);
            extrema(cases, Axis.COLUMNS, largest, shapeOfRank(2), 2);
        }
        for (int rank = 0; rank <= 2; rank++) {
            PrimitiveCase.OfSizes<Shape> shape = shapeOfRank(rank);
            cases.add(new PrimitiveCase("Norm of rank " + rank, false, rank, Domain.WIDE, n -> Norm.EUCLIDEAN,
                    n -> List.of(shape.of(n)), (n, x) -> new Exact[] {Exact.of(norm(x[0]))},
                    n -> 1.0 + shape.of(n).size()));
        }
        softmax(cases);
        crossEntropy(cases);
    }

    private static void extrema(List<PrimitiveCase> cases, Axis axis, boolean largest,
            PrimitiveCase.OfSizes<Shape> shape, int rank) {
        cases.add(new PrimitiveCase((largest ? "max " : "min ") + axis + " of rank " + rank, false, rank, Domain.WIDE,
                n -> new ExtremumTo(axis, largest), n -> List.of(shape.of(n)), (n, x) -> entries(
                        lines(axis, shape.of(n)), line -> copy(x[0][extreme(axis, shape.of(n), line, largest, x[0])])),
                n -> 0.0, (n, x) -> {
                    for (int line = 0; line < lines(axis, shape.of(n)); line++) {
                        int at = x[0].offset + extreme(axis, shape.of(n), line, largest, x[0].toArray());
                        double gap = GAP * (1 + Samples.largest(x[0]));
                        x[0].array[at] += largest ? gap : -gap;
                    }
                }));
    }

    private static int lines(Axis axis, Shape shape) {
        return axis == Axis.ALL ? 1 : axis == Axis.ROWS ? shape.columns() : shape.rows();
    }

    /** Where the extremum of a line stands, by a search from the end. */
    private static int extreme(Axis axis, Shape shape, int line, boolean largest, double[] x) {
        int found = -1;
        for (int i = x.length - 1; i >= 0; i--) {
            int own = axis == Axis.ALL ? 0 : axis == Axis.ROWS ? i % shape.columns() : i / shape.columns();
            if (own == line && (found < 0 || (largest ? x[i] > x[found] : x[i] < x[found]))) {
                found = i;
            }
        }
        return found;
    }

    private static void softmax(List<PrimitiveCase> cases) {
        cases.add(new PrimitiveCase("Softmax", true, 2, BALANCED, n -> Softmax.ROWS,
                n -> List.of(Shape.matrix(n[0], n[1])), (n, x) -> entries(n[0] * n[1], at -> {
                    int row = at / n[1] * n[1];
                    BigDecimal sum = BigDecimal.ZERO;
                    double largest = 0;
                    for (int j = 0; j < n[1]; j++) {
                        sum = sum.add(HighPrecision.exp(new BigDecimal(x[0][row + j])));
                        largest = Math.max(largest, Math.abs(x[0][row + j]));
                    }
                    BigDecimal y = HighPrecision.quotient(HighPrecision.exp(new BigDecimal(x[0][at])), sum);
                    // the subtraction of the largest entry rounds by its size
                    return new Exact(y, y.doubleValue() * (1 + largest));
                }), n -> COMPOSED + 2 * n[1]));
    }

    private static void crossEntropy(List<PrimitiveCase> cases) {
        PrimitiveCase.OfSizes<List<Shape>> shapes = n -> List.of(Shape.matrix(n[0], n[1]), Shape.matrix(n[0], n[1]));
        PrimitiveCase.Oracle oracle = (n, x) -> entries(n[0], i -> crossEntropy(n[1], i * n[1], x[0], x[1]));
        cases.add(new PrimitiveCase("CrossEntropy", false, 2, Domain.EXPONENT, n -> CrossEntropy.ROWS, shapes, oracle,
                n -> COMPOSED + 2 * n[1]));
    }

    static Exact crossEntropy(int n, int row, double[] z, double[] p) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int j = 0; j < n; j++) {
            sum = sum.add(HighPrecision.exp(new BigDecimal(z[row + j])));
        }
        BigDecimal logOfSum = HighPrecision.log(sum);
        BigDecimal loss = BigDecimal.ZERO;
        double magnitude = TINY;
        for (int j = 0; j < n; j++) {
            BigDecimal term = logOfSum.subtract(new BigDecimal(z[row + j])).multiply(new BigDecimal(p[row + j]));
            loss = loss.add(term);
            magnitude += Math.abs(term.doubleValue());
        }
        return new Exact(loss, magnitude);
    }

    static BigDecimal norm(double[] x) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double entry : x) {
            sum = sum.add(new BigDecimal(entry).pow(2));
        }
        return HighPrecision.sqrt(sum);
    }
}
