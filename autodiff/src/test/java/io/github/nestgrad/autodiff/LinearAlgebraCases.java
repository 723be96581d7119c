package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.SparseMatrix;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Solutions of linear systems, determinants and sparse products, judged by elimination in high precision. */
final class LinearAlgebraCases {

    private static final MathContext DIGITS = new MathContext(60);
    private static final Domain ENTRIES = new Domain(0.1, 4, false);
    // backward stable in n² operations, with matrices whose condition is of order one
    private static final double STABLE = 16;

    private LinearAlgebraCases() {}

    static void addTo(List<PrimitiveCase> cases) {
        for (int rank = 1; rank <= 2; rank++) {
            for (boolean transposed : new boolean[] {false, true}) {
                String how = (transposed ? " transposed" : "") + " of rank " + rank;
                solve(cases, "Solve LU" + how, rank, new Solve(Factorize.LU, false, transposed),
                        LinearAlgebraCases::dominateShifted, (a, n) -> op(a, n, transposed));
                for (boolean upper : new boolean[] {false, true}) {
                    solve(cases, "TriangularSolve " + (upper ? "upper" : "lower") + how, rank,
                            new TriangularSolve(upper, transposed), LinearAlgebraCases::dominate,
                            (a, n) -> op(triangle(a, n, upper), n, transposed));
                }
                sparse(cases, "SparseProduct" + how, rank, transposed);
            }
            solve(cases, "Solve Cholesky of rank " + rank, rank, new Solve(Factorize.CHOLESKY, true, false),
                    LinearAlgebraCases::dominate, LinearAlgebraCases::symmetric);
        }
        logDeterminant(cases, "LogDeterminant LU", new LogDeterminant(Factorize.LU, false),
                LinearAlgebraCases::dominateShifted, (a, n) -> op(a, n, false));
        logDeterminant(cases, "LogDeterminant Cholesky", new LogDeterminant(Factorize.CHOLESKY, true),
                LinearAlgebraCases::dominate, LinearAlgebraCases::symmetric);
        inverse(cases, "Inverse LU", new Inverse(Factorize.LU, false), LinearAlgebraCases::dominateShifted,
                (a, n) -> op(a, n, false));
        inverse(cases, "Inverse Cholesky", new Inverse(Factorize.CHOLESKY, true), LinearAlgebraCases::dominate,
                LinearAlgebraCases::symmetric);
        for (boolean upper : new boolean[] {false, true}) {
            cases.add(new PrimitiveCase("TriangularPart " + (upper ? "upper" : "lower"), true, 2, Domain.WIDE,
                    n -> new TriangularPart(upper), n -> List.of(Shape.matrix(n[0], n[1])), (n, x) -> {
                        Exact[] y = new Exact[x[0].length];
                        for (int e = 0; e < y.length; e++) {
                            int i = e / n[1];
                            int j = e % n[1];
                            y[e] = Exact.of(new BigDecimal((upper ? j >= i : j <= i) ? x[0][e] : 0));
                        }
                        return y;
                    }, n -> 0.0));
        }
    }

    private interface MatrixOf {
        BigDecimal[][] entries(double[] a, int n);
    }

    private static void solve(List<PrimitiveCase> cases, String name, int rank, Primitive p,
            PrimitiveCase.Preparation preparation, MatrixOf matrix) {
        cases.add(new PrimitiveCase(name, true, rank, ENTRIES, n -> p,
                n -> List.of(Shape.matrix(n[0], n[0]), rightHandSide(rank, n[0], n)),
                (n, x) -> solution(matrix.entries(x[0], n[0]), x[1], rank == 1 ? 1 : n[1]),
                n -> STABLE * (1 + n[0]), preparation));
    }

    private static Shape rightHandSide(int rank, int rows, int[] n) {
        return rank == 1 ? Shape.vector(rows) : Shape.matrix(rows, n[1]);
    }

    private static void logDeterminant(List<PrimitiveCase> cases, String name, Primitive p,
            PrimitiveCase.Preparation preparation, MatrixOf matrix) {
        cases.add(new PrimitiveCase(name, true, 1, ENTRIES, n -> p, n -> List.of(Shape.matrix(n[0], n[0])),
                (n, x) -> {
                    BigDecimal[][] a = matrix.entries(x[0], n[0]);
                    eliminate(a);
                    BigDecimal logarithm = BigDecimal.ZERO;
                    double magnitude = 1;
                    for (int i = 0; i < n[0]; i++) {
                        BigDecimal term = HighPrecision.log(a[i][i].abs());
                        logarithm = logarithm.add(term);
                        magnitude += Math.abs(term.doubleValue());
                    }
                    return new Exact[] {new Exact(logarithm, magnitude)};
                }, n -> STABLE * (1 + n[0]), preparation));
    }

    private static void inverse(List<PrimitiveCase> cases, String name, Primitive p,
            PrimitiveCase.Preparation preparation, MatrixOf matrix) {
        cases.add(new PrimitiveCase(name, true, 1, ENTRIES, n -> p, n -> List.of(Shape.matrix(n[0], n[0])),
                (n, x) -> solution(matrix.entries(x[0], n[0]), unitMatrix(n[0]), n[0]),
                n -> STABLE * (1 + n[0]), preparation));
    }

    private static double[] unitMatrix(int n) {
        double[] entries = new double[n * n];
        for (int i = 0; i < n; i++) {
            entries[i * (n + 1)] = 1;
        }
        return entries;
    }

    private static void sparse(List<PrimitiveCase> cases, String name, int rank, boolean transposed) {
        cases.add(new PrimitiveCase(name, true, rank + 1, Domain.WIDE,
                n -> new SparseProduct(SparseMatrix.of(n[0], n[1], rows(n), columns(n), values(n)), transposed),
                n -> List.of(rank == 1 ? Shape.vector(transposed ? n[0] : n[1])
                        : Shape.matrix(transposed ? n[0] : n[1], n[2])),
                (n, x) -> sparseProduct(n, x[0], transposed, rank == 1 ? 1 : n[2]),
                n -> 3.0 + values(n).length));
    }

    /** Two of three entries of each row on average, some of them given in two parts. */
    private static int[] rows(int[] n) {
        return coordinates(n, true);
    }

    private static int[] columns(int[] n) {
        return coordinates(n, false);
    }

    private static int[] coordinates(int[] n, boolean row) {
        int count = n[0] * n[1] * 2 / 3;
        SplittableRandom random = new SplittableRandom(n[0] * 31L + n[1]);
        int[] index = new int[count];
        for (int k = 0; k < count; k++) {
            int i = random.nextInt(n[0]);
            int j = random.nextInt(n[1]);
            index[k] = row ? i : j;
        }
        return index;
    }

    private static double[] values(int[] n) {
        SplittableRandom random = new SplittableRandom(n[0] + 31L * n[1]);
        return random.doubles(n[0] * n[1] * 2 / 3, -2, 2).toArray();
    }

    private static Exact[] sparseProduct(int[] n, double[] x, boolean transposed, int k) {
        int m = transposed ? n[1] : n[0];
        BigDecimal[] sums = new BigDecimal[m * k];
        Arrays.fill(sums, BigDecimal.ZERO);
        double[] magnitudes = new double[m * k];
        int[] rows = rows(n);
        int[] columns = columns(n);
        double[] values = values(n);
        for (int e = 0; e < values.length; e++) {
            int to = transposed ? columns[e] : rows[e];
            int from = transposed ? rows[e] : columns[e];
            for (int c = 0; c < k; c++) {
                double factor = x[from * k + c];
                int at = to * k + c;
                sums[at] = sums[at].add(new BigDecimal(values[e]).multiply(new BigDecimal(factor)));
                magnitudes[at] += Math.abs(values[e] * factor);
            }
        }
        Exact[] exact = new Exact[sums.length];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = new Exact(sums[i], magnitudes[i]);
        }
        return exact;
    }

    private static void dominate(int[] n, Concrete[] x) {
        addToEachRow(x[0], n[0], 0);
    }

    /** The large entries stand beside the diagonal, so that pivoting has to exchange rows. */
    private static void dominateShifted(int[] n, Concrete[] x) {
        addToEachRow(x[0], n[0], 1);
    }

    private static void addToEachRow(Concrete a, int n, int shift) {
        double dominance = 0;
        for (int e = 0; e < n * n; e++) {
            dominance = Math.max(dominance, 2 * n * Math.abs(a.array[a.offset + e]));
        }
        for (int i = 0; i < n; i++) {
            a.array[a.offset + i * n + (i + shift) % n] += dominance;
        }
    }

    private static BigDecimal[][] op(double[] a, int n, boolean transposed) {
        BigDecimal[][] entries = new BigDecimal[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                entries[i][j] = new BigDecimal(transposed ? a[j * n + i] : a[i * n + j]);
            }
        }
        return entries;
    }

    private static double[] triangle(double[] a, int n, boolean upper) {
        double[] t = a.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                t[i * n + j] = (upper ? j >= i : j <= i) ? t[i * n + j] : 0;
            }
        }
        return t;
    }

    private static BigDecimal[][] symmetric(double[] a, int n) {
        BigDecimal[][] entries = new BigDecimal[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                entries[i][j] = new BigDecimal(a[i * n + j]).add(new BigDecimal(a[j * n + i]))
                        .divide(BigDecimal.valueOf(2), DIGITS);
            }
        }
        return entries;
    }

    /** Gaussian elimination with row exchanges, on rows that may be longer than the matrix. */
    private static void eliminate(BigDecimal[][] rows) {
        int n = rows.length;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = rows[i][k].abs().compareTo(rows[pivot][k].abs()) > 0 ? i : pivot;
            }
            BigDecimal[] exchanged = rows[k];
            rows[k] = rows[pivot];
            rows[pivot] = exchanged;
            for (int i = k + 1; i < n; i++) {
                BigDecimal factor = rows[i][k].divide(rows[k][k], DIGITS);
                for (int j = k; j < rows[i].length; j++) {
                    rows[i][j] = rows[i][j].subtract(factor.multiply(rows[k][j]), DIGITS);
                }
            }
        }
    }

    /** Each entry counts as of the size of the largest of its column, as rounding errors of solutions do. */
    private static Exact[] solution(BigDecimal[][] a, double[] b, int k) {
        int n = a.length;
        BigDecimal[][] rows = new BigDecimal[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOf(a[i], n + k);
            for (int c = 0; c < k; c++) {
                rows[i][n + c] = new BigDecimal(b[i * k + c]);
            }
        }
        eliminate(rows);
        Exact[] x = new Exact[n * k];
        for (int c = 0; c < k; c++) {
            double largest = 0;
            for (int i = n - 1; i >= 0; i--) {
                BigDecimal sum = rows[i][n + c];
                for (int j = i + 1; j < n; j++) {
                    sum = sum.subtract(rows[i][j].multiply(x[j * k + c].value()), DIGITS);
                }
                x[i * k + c] = Exact.of(sum.divide(rows[i][i], DIGITS));
                largest = Math.max(largest, x[i * k + c].magnitude());
            }
            for (int i = 0; i < n; i++) {
                x[i * k + c] = new Exact(x[i * k + c].value(), largest);
            }
        }
        return x;
    }
}
