package io.github.nestgrad.bilevel.data;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** How the values of a target column become numbers for a model; measured on the training rows. */
final class TargetCoding {

    private static final int MOST_SHOWN = 5;

    private final Task task;
    private final int column;
    private final double[] classes;
    private final double mean;

    private TargetCoding(Task task, int column, double[] classes, double mean) {
        this.task = task;
        this.column = column;
        this.classes = classes;
        this.mean = mean;
    }

    /** Classes are looked for in the whole table of the training rows, and each must occur among these rows. */
    static TargetCoding fit(Part training, int column, Preparation how) {
        Table table = training.table();
        double[] whole = distinct(table.column(column));
        Task task = how.task().orElse(whole.length == 2 ? Task.BINARY : Task.REGRESSION);
        double[] values = Arrays.stream(training.rows()).mapToDouble(row -> table.get(row, column)).toArray();
        double[] seen = distinct(values);
        String name = "target " + Quoting.quoted(table.columns().get(column));
        if (whole.length == 1) {
            throw problem(table, column, name + " has one value alone, " + Quoting.number(whole[0])
                    + "; expected two or more");
        }
        if (task == Task.BINARY && whole.length > 2) {
            throw problem(table, column, name + " has " + whole.length + " distinct values (" + list(whole)
                    + "); expected two, one for each class");
        }
        if (task == Task.REGRESSION) {
            if (seen.length == 1) {
                throw problem(table, column, name + " is " + Quoting.number(seen[0])
                        + " in all training rows; expected two or more values (another split may have them)");
            }
            return new TargetCoding(task, column, new double[0], Standardization.fit(values, 1).mean(0));
        }
        for (double value : whole) {
            if (Arrays.binarySearch(seen, value) < 0) {
                throw problem(table, column, name + ": no training row is of class " + Quoting.number(value)
                        + "; expected one or more of each class (another split may have them)");
            }
        }
        return new TargetCoding(task, column, whole, 0);
    }

    double[] encode(Part part) {
        double[] result = new double[part.rows().length];
        for (int i = 0; i < result.length; i++) {
            result[i] = encode(part.table(), part.rows()[i]);
        }
        return result;
    }

    private double encode(Table table, int row) {
        double value = table.get(row, column);
        if (task == Task.REGRESSION) {
            double centred = value - mean;
            if (Double.isInfinite(centred)) {
                throw table.problem(row, column, "the target less its mean over the training rows, " + value
                        + " less " + mean + ", is too large for a double");
            }
            return centred;
        }
        int label = Arrays.binarySearch(classes, withoutNegativeZero(value));
        if (label < 0) {
            throw table.problem(row, column, "target " + Quoting.quoted(table.columns().get(column)) + " is "
                    + Quoting.number(value) + ", which no training row has; expected one of " + list(classes));
        }
        return task == Task.BINARY ? 2 * label - 1 : label;
    }

    Task task() {
        return task;
    }

    double[] classes() {
        return classes;
    }

    double mean() {
        return mean;
    }

    private static DataException problem(Table table, int column, String problem) {
        return DataException.at(table.source(), 1, column + 1, problem);
    }

    private static double[] distinct(double[] values) {
        return Arrays.stream(values).map(TargetCoding::withoutNegativeZero).sorted().distinct().toArray();
    }

    /** Sorting and searching tell −0 from 0; as a class they are one. */
    private static double withoutNegativeZero(double value) {
        return value + 0.0;
    }

    private static String list(double[] values) {
        String shown = DoubleStream.of(values).limit(MOST_SHOWN).mapToObj(Quoting::number)
                .collect(Collectors.joining(", "));
        return values.length > MOST_SHOWN ? shown + ", ..." : shown;
    }
}
