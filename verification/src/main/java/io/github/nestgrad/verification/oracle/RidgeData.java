package io.github.nestgrad.verification.oracle;

/**
 * The data of a linear least-squares problem, checked and copied.
 *
 * @param x the rows of X
 * @param y the targets
 */
record RidgeData(double[][] x, double[] y) {

    // products of two entries keep all their digits in this range
    private static final double LARGEST = 1e100;
    private static final double SMALLEST = 1e-100;

    static RidgeData of(String xName, double[][] x, String yName, double[] y) {
        require(x.length > 0 && x[0].length > 0, xName + " is " + x.length + "x" + (x.length == 0 ? 0 : x[0].length)
                + " (expected at least one row and one column)");
        require(y.length == x.length, xName + " has " + x.length + " rows but " + yName + " has " + y.length
                + " entries (expected equal numbers)");
        double[][] rows = new double[x.length][];
        for (int i = 0; i < rows.length; i++) {
            require(x[i].length == x[0].length, "row " + i + " of " + xName + " has " + x[i].length
                    + " entries but row 0 has " + x[0].length + " (expected equal lengths)");
            rows[i] = x[i].clone();
            for (int j = 0; j < rows[i].length; j++) {
                requireInRange(xName + "[" + i + "][" + j + "]", rows[i][j]);
            }
        }
        double[] targets = y.clone();
        for (int i = 0; i < targets.length; i++) {
            requireInRange(yName + "[" + i + "]", targets[i]);
        }
        return new RidgeData(rows, targets);
    }

    int rows() {
        return x.length;
    }

    int columns() {
        return x[0].length;
    }

    /** XᵀX / n; the lower triangle alone. */
    DoubleDouble[][] gram() {
        DoubleDouble[][] gram = new DoubleDouble[columns()][];
        for (int j = 0; j < gram.length; j++) {
            gram[j] = new DoubleDouble[j + 1];
            for (int k = 0; k <= j; k++) {
                DoubleDouble sum = DoubleDouble.ZERO;
                for (double[] row : x) {
                    sum = sum.plus(DoubleDouble.product(row[j], row[k]));
                }
                gram[j][k] = sum.dividedBy(DoubleDouble.of(rows()));
            }
        }
        return gram;
    }

    /** Xᵀy / n. */
    DoubleDouble[] moment() {
        DoubleDouble[] targets = new DoubleDouble[y.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = DoubleDouble.of(y[i]);
        }
        return transposeTimes(targets);
    }

    /** X w − y. */
    DoubleDouble[] residual(DoubleDouble[] w) {
        DoubleDouble[] residual = new DoubleDouble[rows()];
        for (int i = 0; i < residual.length; i++) {
            DoubleDouble sum = DoubleDouble.of(-y[i]);
            for (int j = 0; j < w.length; j++) {
                sum = sum.plus(DoubleDouble.of(x[i][j]).times(w[j]));
            }
            residual[i] = sum;
        }
        return residual;
    }

    /** Xᵀr / n. */
    DoubleDouble[] transposeTimes(DoubleDouble[] r) {
        DoubleDouble[] product = new DoubleDouble[columns()];
        for (int j = 0; j < product.length; j++) {
            DoubleDouble sum = DoubleDouble.ZERO;
            for (int i = 0; i < r.length; i++) {
                sum = sum.plus(DoubleDouble.of(x[i][j]).times(r[i]));
            }
            product[j] = sum.dividedBy(DoubleDouble.of(rows()));
        }
        return product;
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("ridge oracle: " + message);
        }
    }

    private static void requireInRange(String name, double entry) {
        double size = Math.abs(entry);
        require(size == 0 || size >= SMALLEST && size <= LARGEST,
                name + " is " + entry + " (expected 0 or a size between 1e-100 and 1e100)");
    }
}
