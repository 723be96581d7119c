package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.data.Table;
import io.github.nestgrad.verification.oracle.RidgeOracle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Rows split and standardised by plain loops: the conventions of the references once more, to judge the program by. The
 * target is the last column.
 */
final class PlainData {

    final double[][] x;
    final double[] y;
    final double[][] xValidation;
    final double[] yValidation;

    private PlainData(double[][] training, double[][] validation, boolean classes) {
        int d = training[0].length - 1;
        double[] mean = new double[d + 1];
        double[] deviation = new double[d + 1];
        for (int j = 0; j <= d; j++) {
            for (double[] row : training) {
                mean[j] += row[j] / training.length;
            }
            for (double[] row : training) {
                deviation[j] += Math.pow(row[j] - mean[j], 2) / training.length;
            }
            deviation[j] = Math.sqrt(deviation[j]);
        }
        x = features(training, mean, deviation, classes);
        xValidation = features(validation, mean, deviation, classes);
        // classes 0 and 1 as −1 and +1, a real number less its mean
        double shift = classes ? 0.5 : mean[d];
        double scale = classes ? 2 : 1;
        y = targets(training, shift, scale);
        yValidation = targets(validation, shift, scale);
    }

    /** For a target of real numbers. */
    static PlainData regression(double[][] rows) {
        return of(rows, false);
    }

    /** For a target of zeros and ones; the last feature is then constant. */
    static PlainData classes(double[][] rows) {
        return of(rows, true);
    }

    private static PlainData of(double[][] rows, boolean classes) {
        double[][][] parts = split(rows);
        return new PlainData(parts[0], parts[1], classes);
    }

    static double[][] rows(Table table) {
        double[][] rows = new double[table.rows()][table.columns().size()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = table.get(i, j);
            }
        }
        return rows;
    }

    /** Training, validation and test rows. */
    static double[][][] split(double[][] rows) {
        List<double[]> shuffled = new ArrayList<>(List.of(rows));
        Collections.shuffle(shuffled, new Random(42));
        int train = rows.length * 6 / 10;
        int validation = rows.length * 2 / 10;
        return new double[][][] {shuffled.subList(0, train).toArray(new double[0][]),
            shuffled.subList(train, train + validation).toArray(new double[0][]),
            shuffled.subList(train + validation, rows.length).toArray(new double[0][])};
    }

    RidgeOracle ridge() {
        return RidgeOracle.of(x, y, xValidation, yValidation);
    }

    private static double[][] features(double[][] rows, double[] mean, double[] deviation, boolean ones) {
        int d = mean.length - 1;
        double[][] result = new double[rows.length][d + (ones ? 1 : 0)];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < d; j++) {
                result[i][j] = (rows[i][j] - mean[j]) / deviation[j];
            }
            if (ones) {
                result[i][d] = 1;
            }
        }
        return result;
    }

    private static double[] targets(double[][] rows, double shift, double scale) {
        double[] result = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            result[i] = scale * (rows[i][rows[i].length - 1] - shift);
        }
        return result;
    }
}
