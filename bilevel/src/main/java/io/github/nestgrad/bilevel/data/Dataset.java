package io.github.nestgrad.bilevel.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Training, validation and test sample of one learning task.
 *
 * <p>Features and target are measured on the training rows and all rows treated alike: features standardised (if
 * asked for), a target that is a real number centred, classes numbered. For classes the design matrices have one more
 * column, the last, of ones: the place of the intercept, which no standardisation touches.
 */
public final class Dataset {

    /** The name of the column of ones; brackets keep it apart from the columns of files. */
    private static final String ONES = "(constant)";

    private final Table source;
    private final int targetColumn;
    private final TargetCoding coding;
    private final boolean standardized;
    private final Standardization standardization;
    private final List<String> features;
    private final Sample train;
    private final Sample validation;
    private final Optional<Sample> test;

    private Dataset(Part train, Part validation, Optional<Part> test, Preparation how) {
        source = train.table();
        targetColumn = targetColumn(source, how);
        coding = TargetCoding.fit(train, targetColumn, how);
        standardized = how.standardize();
        features = new ArrayList<>(source.columns());
        features.remove(targetColumn);
        standardization = Standardization.fit(features(train, false), features.size());
        if (coding.task().hasConstantColumn()) {
            features.add(ONES);
        }
        this.train = sample(train);
        this.validation = sample(validation);
        this.test = test.map(this::sample);
    }

    /**
     * Splits one table into training, validation and test rows, as {@link Split} says.
     *
     * @param table the table
     * @param how the preparation
     * @param seed the seed of the split
     * @return the data set, with a test sample
     * @throws DataException if the table has too few rows or no feature, the target is not among its columns or does
     *     not fit the task, or a prepared value is too large for a double
     */
    public static Dataset split(Table table, Preparation how, long seed) {
        if (table.rows() < Split.FEWEST_ROWS) {
            throw table.problem((table.rows() == 1 ? "1 row" : table.rows() + " rows") + "; expected "
                    + Split.FEWEST_ROWS + " or more, so that three fifths to train, one fifth to validate and the rest"
                    + " to test are each at least one");
        }
        Split split = Split.of(table.rows(), seed);
        return new Dataset(new Part(table, split.train()), new Part(table, split.validation()),
                Optional.of(new Part(table, split.test())), how);
    }

    /**
     * Takes training and validation rows from two tables.
     *
     * @param train the training table
     * @param validation the validation table, with the same columns
     * @param how the preparation
     * @return the data set, without a test sample
     * @throws DataException if the columns differ, there is no feature, the target is not among the columns or does
     *     not fit the task, or a prepared value is too large for a double
     */
    public static Dataset of(Table train, Table validation, Preparation how) {
        requireSameColumns(train, validation);
        return new Dataset(Part.all(train), Part.all(validation), Optional.empty(), how);
    }

    /**
     * Takes training, validation and test rows from three tables.
     *
     * @param train the training table
     * @param validation the validation table, with the same columns
     * @param test the test table, with the same columns
     * @param how the preparation
     * @return the data set, with a test sample
     * @throws DataException if the columns differ, there is no feature, the target is not among the columns or does
     *     not fit the task, or a prepared value is too large for a double
     */
    public static Dataset of(Table train, Table validation, Table test, Preparation how) {
        requireSameColumns(train, validation);
        requireSameColumns(train, test);
        return new Dataset(Part.all(train), Part.all(validation), Optional.of(Part.all(test)), how);
    }

    private static void requireSameColumns(Table train, Table other) {
        int common = Math.min(train.columns().size(), other.columns().size());
        for (int j = 0; j < common; j++) {
            if (!train.columns().get(j).equals(other.columns().get(j))) {
                throw DataException.at(other.source(), 1, j + 1, "column " + Quoting.quoted(other.columns().get(j))
                        + "; expected " + Quoting.quoted(train.columns().get(j)) + " as in "
                        + Quoting.plain(train.source()));
            }
        }
        if (train.columns().size() != other.columns().size()) {
            throw DataException.at(other.source(), 1, common + 1, other.columns().size() + " columns; expected "
                    + train.columns().size() + " as in " + Quoting.plain(train.source()));
        }
    }

    private static int targetColumn(Table table, Preparation how) {
        if (table.columns().size() < 2) {
            throw DataException.at(table.source(), 1, 1,
                    "one column alone; expected one or more features and a target");
        }
        int column = how.target().map(table.columns()::indexOf).orElse(table.columns().size() - 1);
        if (column < 0) {
            throw DataException.at(table.source(), 1, 0, "no column " + Quoting.quoted(how.target().orElseThrow())
                    + " for the target; expected one of " + Quoting.names(table.columns()));
        }
        return column;
    }

    private Sample sample(Part part) {
        return new Sample(features.size(), features(part, standardized), coding.encode(part));
    }

    private double[] features(Part part, boolean standardize) {
        double[] result = new double[Math.multiplyExact(part.rows().length, features.size())];
        int at = 0;
        for (int row : part.rows()) {
            for (int column = 0; column < source.columns().size(); column++) {
                if (column != targetColumn) {
                    double value = part.table().get(row, column);
                    result[at] = standardize ? standardized(part.table(), row, column) : value;
                    at++;
                }
            }
            if (features.size() == source.columns().size()) {
                result[at++] = 1;
            }
        }
        return result;
    }

    private double standardized(Table table, int row, int column) {
        int feature = column < targetColumn ? column : column - 1;
        double value = table.get(row, column);
        double result = standardization.apply(feature, value);
        if (Double.isInfinite(result)) {
            throw table.problem(row, column, "column " + Quoting.quoted(table.columns().get(column)) + " is " + value
                    + ", which standardised with mean " + standardization.mean(feature) + " and deviation "
                    + standardization.deviation(feature) + " of the training rows is too large for a double");
        }
        return result;
    }

    /**
     * Returns what is learnt.
     *
     * @return the task that was asked for, or else the one the target's values decide
     */
    public Task task() {
        return coding.task();
    }

    /**
     * Returns the file or the name of the table the training rows are from.
     *
     * @return the source
     */
    public String source() {
        return source.source();
    }

    /**
     * Returns the name of the target column.
     *
     * @return the name
     */
    public String target() {
        return source.columns().get(targetColumn);
    }

    /**
     * Returns the names of the columns of the design matrices.
     *
     * @return d names; for classes the last is {@code (constant)}
     */
    public List<String> features() {
        return List.copyOf(features);
    }

    /**
     * Returns the training sample.
     *
     * @return the sample
     */
    public Sample train() {
        return train;
    }

    /**
     * Returns the validation sample.
     *
     * @return the sample
     */
    public Sample validation() {
        return validation;
    }

    /**
     * Returns the test sample.
     *
     * @return the sample; empty if none was given
     */
    public Optional<Sample> test() {
        return test;
    }

    /**
     * Returns whether features were standardised.
     *
     * @return whether they were
     */
    public boolean isStandardized() {
        return standardized;
    }

    /**
     * Returns mean and deviation of each feature over the training rows, whether used or not.
     *
     * @return the measures, the column of ones left out
     */
    public Standardization standardization() {
        return standardization;
    }

    /**
     * Returns what was subtracted from a target that is a real number.
     *
     * @return its mean over the training rows; 0 for classes
     */
    public double targetMean() {
        return coding.mean();
    }

    /**
     * Returns the values of the target that are its classes.
     *
     * @return the sorted values, a copy: class number k is the value at k; empty for a target that is a real number
     */
    public double[] classes() {
        return Arrays.copyOf(coding.classes(), coding.classes().length);
    }

    /**
     * Returns the features that are constant in the training rows.
     *
     * @return their names, in order, the column of ones left out
     */
    public List<String> constantFeatures() {
        List<String> result = new ArrayList<>();
        for (int j = 0; j < source.columns().size() - 1; j++) {
            if (standardization.isConstant(j)) {
                result.add(features.get(j));
            }
        }
        return result;
    }

    /**
     * Returns what a reader of results should know about the data.
     *
     * @return sentences, each one line; none if there is nothing unusual
     */
    public List<String> notes() {
        List<String> names = constantFeatures();
        if (names.isEmpty()) {
            return List.of();
        }
        return List.of((names.size() == 1 ? "1 feature is" : names.size() + " features are")
                + " constant in the training rows" + (standardized ? " and given scale 1: " : ": ")
                + Quoting.names(names));
    }
}
