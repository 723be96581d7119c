package io.github.nestgrad.bilevel.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The data sets that come with the library; NOTICE tells where they are from. */
public enum EmbeddedData {

    /** 442 patients, 10 measurements, and the progression of their diabetes after a year. */
    DIABETES("diabetes", "diabetes.csv.gz", Task.REGRESSION),

    /** 569 tumours, 30 measurements of their cell nuclei, and whether they are benign (1) or malignant (0). */
    BREAST_CANCER("breast-cancer", "breast_cancer.csv.gz", Task.BINARY),

    /** The images of {@link #DIGITS}; the target is +1 for an odd digit and −1 for an even one. */
    DIGITS_ODD_EVEN("digits-odd-even", "digits8x8.csv.gz", Task.BINARY),

    /** 1797 handwritten digits, 8×8 pixels each with values from 0 to 1, and which digit it is. */
    DIGITS("digits", "digits8x8.csv.gz", Task.MULTICLASS);

    /** The files hold the pixels as whole numbers from 0 to 16. */
    private static final double WHITE = 16;

    private final String id;
    private final String resource;
    private final Task task;

    EmbeddedData(String id, String resource, Task task) {
        this.id = id;
        this.resource = resource;
        this.task = task;
    }

    /**
     * Returns the data set of a name.
     *
     * @param id the name, such as {@code breast-cancer}
     * @return the data set, or empty if there is none of that name
     */
    public static Optional<EmbeddedData> of(String id) {
        return Stream.of(values()).filter(data -> data.id.equals(id)).findFirst();
    }

    /**
     * Returns the name by which a command line asks for this data set.
     *
     * @return the name, such as {@code breast-cancer}
     */
    public String id() {
        return id;
    }

    /**
     * Returns what is learnt from this data set unless said otherwise.
     *
     * @return the task
     */
    public Task task() {
        return task;
    }

    /**
     * Returns whether its features are standardised unless said otherwise: all but the pixels of the digits, which
     * share one scale.
     *
     * @return the default
     */
    public boolean standardizedByDefault() {
        return !isImages();
    }

    /**
     * Returns the usual preparation of this data set.
     *
     * @return the last column as target, this {@link #task}, and {@link #standardizedByDefault}
     */
    public Preparation preparation() {
        return Preparation.withDefaults().withTask(task).withStandardize(standardizedByDefault());
    }

    /**
     * Reads the table.
     *
     * @return the table, in its original order, the target last
     */
    public Table table() {
        Table table;
        try (InputStream stream = EmbeddedData.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from the library");
            }
            table = CsvReader.read(stream, id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return isImages() ? scaledImages(table) : table;
    }

    private boolean isImages() {
        return this == DIGITS || this == DIGITS_ODD_EVEN;
    }

    private Table scaledImages(Table table) {
        double[] values = table.values();
        int width = table.columns().size();
        for (int i = 0; i < values.length; i++) {
            boolean isPixel = i % width < width - 1;
            if (isPixel) {
                values[i] /= WHITE;
            } else if (this == DIGITS_ODD_EVEN) {
                values[i] = values[i] % 2 == 0 ? -1 : 1;
            }
        }
        List<String> columns = new ArrayList<>(table.columns());
        if (this == DIGITS_ODD_EVEN) {
            columns.set(width - 1, "odd");
        }
        return table.with(columns, values);
    }
}
