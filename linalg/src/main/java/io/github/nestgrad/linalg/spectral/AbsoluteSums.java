package io.github.nestgrad.linalg.spectral;

import io.github.nestgrad.linalg.Vectors;

/** What the bounds of a matrix are made of: sums of magnitudes by rows and by columns, of squares, and the diagonal. */
final class AbsoluteSums {

    private final double[] rows;
    private final double[] columns;
    private final double[] diagonal;
    private final double[] offDiagonal;
    private double largest;
    // of the entries over the largest one so far, squared
    private double squares;
    private int count;

    AbsoluteSums(int rows, int columns) {
        this.rows = new double[rows];
        this.columns = new double[columns];
        this.diagonal = new double[Math.min(rows, columns)];
        this.offDiagonal = new double[rows];
    }

    void add(int i, int j, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("spectral bound: entry (" + i + ", " + j + ") of a " + rows.length + "x"
                    + columns.length + " matrix is " + value + " (expected a finite number)");
        }
        double magnitude = Math.abs(value);
        rows[i] += magnitude;
        columns[j] += magnitude;
        if (i == j) {
            diagonal[i] = value;
        } else {
            offDiagonal[i] += magnitude;
        }
        if (magnitude > largest) {
            double ratio = largest / magnitude;
            squares *= ratio * ratio;
            largest = magnitude;
        }
        if (magnitude > 0) {
            double ratio = magnitude / largest;
            squares += ratio * ratio;
            count++;
        }
    }

    double largestRowSum() {
        return Vectors.maxAbs(rows);
    }

    double largestColumnSum() {
        return Vectors.maxAbs(columns);
    }

    double normUpperBound() {
        double frobenius = largest * Math.sqrt(squares);
        // √a √b and not √(ab), which overflows
        double mean = Math.sqrt(largestRowSum()) * Math.sqrt(largestColumnSum());
        return SpectralBounds.inflated(Math.min(frobenius, mean), count);
    }

    Interval gershgorin() {
        if (rows.length != columns.length) {
            throw new IllegalArgumentException("Gershgorin: A is " + rows.length + "x" + columns.length
                    + " (expected a square matrix)");
        }
        double lower = Double.POSITIVE_INFINITY;
        double upper = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows.length; i++) {
            double radius = SpectralBounds.inflated(offDiagonal[i], rows.length);
            // the next double outwards makes up for the rounding of the last operation
            lower = Math.min(lower, Math.nextDown(diagonal[i] - radius));
            upper = Math.max(upper, Math.nextUp(diagonal[i] + radius));
        }
        return rows.length == 0 ? new Interval(0, 0) : new Interval(lower, upper);
    }
}
