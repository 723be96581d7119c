package io.github.nestgrad.bilevel.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {

    private static final Preparation USUAL = Preparation.withDefaults();

    @Test
    void diabetesIsPreparedAsTheConventionsSay() {
        Table table = EmbeddedData.DIABETES.table();
        Dataset data = Dataset.split(table, USUAL, 42);
        assertEquals(Task.REGRESSION, data.task());
        assertEquals("progression", data.target());
        assertEquals(10, data.features().size());
        assertEquals(List.of(), data.notes());
        Split split = Split.of(table.rows(), 42);
        assertMatches(table, split.train(), split.train(), data.train());
        assertMatches(table, split.train(), split.validation(), data.validation());
        assertMatches(table, split.train(), split.test(), data.test().orElseThrow());
    }

    /** Means and deviations by plain sums, as a reader would do it. */
    private static void assertMatches(Table table, int[] training, int[] rows, Sample sample) {
        assertEquals(rows.length, sample.rows());
        int n = training.length;
        for (int j = 0; j < table.columns().size(); j++) {
            int column = j;
            double mean = IntStream.of(training).mapToDouble(i -> table.get(i, column)).sum() / n;
            double deviation = Math.sqrt(IntStream.of(training)
                    .mapToDouble(i -> Math.pow(table.get(i, column) - mean, 2)).sum() / n);
            boolean isTarget = j == table.columns().size() - 1;
            double tolerance = n * Math.ulp(mean / (isTarget ? 1 : deviation));
            for (int i = 0; i < rows.length; i++) {
                double centred = table.get(rows[i], j) - mean;
                double actual = isTarget ? sample.target()[i] : sample.features()[i * sample.columns() + j];
                assertEquals(isTarget ? centred : centred / deviation, actual, tolerance);
            }
        }
    }

    @Test
    void breastCancerHasSignsAsTargetAndOnesAsLastColumn() {
        Table table = EmbeddedData.BREAST_CANCER.table();
        Dataset data = Dataset.split(table, USUAL, 42);
        assertEquals(Task.BINARY, data.task());
        assertArrayEquals(new double[] {0, 1}, data.classes());
        assertEquals(31, data.train().columns());
        assertEquals("(constant)", data.features().get(30));
        int[] rows = Split.of(table.rows(), 42).validation();
        for (int i = 0; i < rows.length; i++) {
            assertEquals(table.get(rows[i], 30) == 1 ? 1 : -1, data.validation().target()[i]);
            assertEquals(1, data.validation().features()[i * 31 + 30]);
        }
        assertEquals(0, data.targetMean());
    }

    @Test
    void digitsArePixelsFromZeroToOneAndNotStandardized() {
        Dataset data = Dataset.split(EmbeddedData.DIGITS.table(), EmbeddedData.DIGITS.preparation(), 42);
        assertEquals(Task.MULTICLASS, data.task());
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, data.classes());
        assertEquals(65, data.train().columns());
        int[] pixels = new int[17];
        for (double x : data.train().features()) {
            pixels[(int) (16 * x)]++;
            assertEquals(Math.rint(16 * x), 16 * x);
        }
        assertTrue(IntStream.of(pixels).allMatch(count -> count > 0), "all values from 0 to 16 occur");
        List<String> constant = IntStream.range(0, 64).filter(j -> IntStream.range(0, data.train().rows())
                .allMatch(i -> data.train().features()[i * 65 + j] == data.train().features()[j]))
                .mapToObj(data.features()::get).toList();
        assertEquals(constant, data.constantFeatures());
        assertTrue(constant.contains("p00"));
        String names = String.join("\", \"", constant);
        assertEquals(List.of(constant.size() + " features are constant in the training rows: \"" + names + "\""),
                data.notes());
    }

    @Test
    void oddAndEvenDigitsAreTheSameImages() {
        Table digits = EmbeddedData.DIGITS.table();
        Table oddEven = EmbeddedData.DIGITS_ODD_EVEN.table();
        assertEquals("odd", oddEven.columns().get(64));
        for (int i = 0; i < digits.rows(); i++) {
            assertEquals(digits.get(i, 64) % 2 == 1 ? 1 : -1, oddEven.get(i, 64));
            assertEquals(digits.get(i, 20), oddEven.get(i, 20));
        }
        Dataset data = Dataset.split(oddEven, EmbeddedData.DIGITS_ODD_EVEN.preparation(), 42);
        assertArrayEquals(new double[] {-1, 1}, data.classes());
        assertEquals(oddEven.get(Split.of(1797, 42).train()[0], 64), data.train().target()[0]);
    }

    @Test
    void anyColumnCanBeTheTarget() {
        Table train = Text.read("y,a,b\n-4,1,10\n9,2,30\n-4,3,20\n");
        Dataset data = Dataset.of(train, train, USUAL.withTarget("y").withStandardize(false));
        assertArrayEquals(new double[] {-1, 1, -1}, data.train().target());
        assertArrayEquals(new double[] {1, 10, 1, 2, 30, 1, 3, 20, 1}, data.train().features());
        assertEquals(List.of("a", "b", "(constant)"), data.features());
        Dataset middle = Dataset.of(train, train, USUAL.withTarget("a").withStandardize(false));
        assertArrayEquals(new double[] {-1, 0, 1}, middle.train().target());
        assertArrayEquals(new double[] {-4, 10, 9, 30, -4, 20}, middle.train().features());
        assertTrue(data.test().isEmpty());
    }

    @Test
    void otherPartsAreTreatedAsTheTrainingRowsSay() {
        Table train = Text.read("x,y\n0,10\n2,30\n1,5\n");
        Table other = Text.read("x,y\n5,100\n");
        Dataset data = Dataset.of(train, other, other, USUAL);
        double deviation = Math.sqrt(2 / 3.0);
        assertEquals(4 / deviation, data.validation().features()[0], 4 * Math.ulp(4 / deviation));
        assertEquals(85, data.test().orElseThrow().target()[0]);
        assertEquals(15, data.targetMean());
    }

    @Test
    void constantFeaturesHaveScaleOneAndAreReported() {
        Table train = Text.read("c,x,y\n3,1,1\n3,2,5\n3,4,2\n");
        Table other = Text.read("c,x,y\n5,1,1\n");
        Dataset data = Dataset.of(train, other, USUAL);
        assertEquals(List.of("c"), data.constantFeatures());
        assertEquals(List.of("1 feature is constant in the training rows and given scale 1: \"c\""), data.notes());
        assertEquals(0, data.train().features()[0]);
        assertEquals(2, data.validation().features()[0]);
    }

    @Test
    void classesAreTheSortedDistinctValues() {
        Table train = Text.read("x,y\n1,7\n2,-1\n3,0\n4,-0\n");
        Dataset data = Dataset.of(train, train, USUAL.withTask(Task.MULTICLASS));
        assertArrayEquals(new double[] {-1, 0, 7}, data.classes());
        assertArrayEquals(new double[] {2, 0, 1, 1}, data.train().target());
        assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0}, data.train().indicators(3));
        assertThrows(IllegalArgumentException.class, () -> data.train().indicators(2));
    }

    @Test
    void twoValuesMeanTwoClassesUnlessARealNumberIsAskedFor() {
        Table train = Text.read("x,y\n1,0.5\n2,7\n3,7\n");
        assertEquals(Task.BINARY, Dataset.of(train, train, USUAL).task());
        assertEquals(Task.REGRESSION, Dataset.of(train, train, USUAL.withTask(Task.REGRESSION)).task());
        assertEquals(Task.MULTICLASS, Dataset.of(train, train, USUAL.withTask(Task.MULTICLASS)).task());
    }

    @Test
    void rejectsTargetsThatDoNotFit() {
        assertEquals("t.csv:1:2: target \"y\" has one value alone, 3; expected two or more",
                fault("x,y\n1,3\n2,3\n", USUAL));
        assertEquals("t.csv:1:2: target \"y\" has 3 distinct values (0.5, 1, 2); expected two, one for each class",
                fault("x,y\n1,0.5\n2,1\n3,2\n", USUAL.withTask(Task.BINARY)));
        assertEquals("t.csv:1:1: one column alone; expected one or more features and a target",
                fault("y\n1\n2\n", USUAL));
        assertEquals("t.csv:1: no column \"z\" for the target; expected one of \"x\", \"y\"",
                fault("x,y\n1,3\n2,3\n", USUAL.withTarget("z")));
    }

    @Test
    void rejectsClassesWithoutTrainingRows() {
        String rows = "x,y\n" + "1,0\n".repeat(9) + "1,4\n";
        // shuffling with one seed or another leaves the row of class 4 out of the training rows
        long seed = 0;
        while (IntStream.of(Split.of(10, seed).train()).anyMatch(row -> row == 9)) {
            seed++;
        }
        long without = seed;
        DataException e = assertThrows(DataException.class, () -> Dataset.split(Text.read(rows), USUAL, without));
        assertEquals("t.csv:1:2: target \"y\": no training row is of class 4; expected one or more of each class"
                + " (another split may have them)", e.getMessage());
        Preparation real = USUAL.withTask(Task.REGRESSION);
        e = assertThrows(DataException.class, () -> Dataset.split(Text.read(rows), real, without));
        assertEquals("t.csv:1:2: target \"y\" is 0 in all training rows; expected two or more values"
                + " (another split may have them)", e.getMessage());
    }

    @Test
    void rejectsClassesThatNoTrainingRowHas() {
        Table train = Text.read("x,y\n1,0\n2,1\n");
        Table other = Text.read("x,y\n1,0\n2,1\n5,2\n");
        assertEquals("t.csv:4:2: target \"y\" is 2, which no training row has; expected one of 0, 1",
                assertThrows(DataException.class, () -> Dataset.of(train, other, USUAL)).getMessage());
        Table memory = Table.of("m", List.of("x", "y"), 1, 0, 2, 3);
        assertEquals("m: row 2, column 2: target \"y\" is 3, which no training row has; expected one of 0, 1",
                assertThrows(DataException.class, () -> Dataset.of(train, memory, USUAL)).getMessage());
    }

    @Test
    void rejectsTablesWithOtherColumns() {
        Table train = Text.read("x,y\n1,0\n2,1\n");
        Table same = train;
        assertEquals("t.csv:1:1: column \"y\"; expected \"x\" as in t.csv",
                assertThrows(DataException.class,
                        () -> Dataset.of(train, Text.read("y,x\n1,2\n"), USUAL)).getMessage());
        assertEquals("t.csv:1:3: 3 columns; expected 2 as in t.csv",
                assertThrows(DataException.class,
                        () -> Dataset.of(train, same, Text.read("x,y,z\n1,2,3\n"), USUAL)).getMessage());
    }

    @Test
    void rejectsTooFewRows() {
        assertEquals("t.csv: 4 rows; expected 5 or more, so that three fifths to train, one fifth to validate and the"
                + " rest to test are each at least one", assertThrows(DataException.class,
                        () -> Dataset.split(Text.read("x,y\n1,2\n3,4\n5,6\n7,8\n"), USUAL, 42)).getMessage());
        Dataset five = Dataset.split(Text.read("x,y\n1,2\n3,4\n5,6\n7,8\n9,0\n"), USUAL, 42);
        assertEquals(List.of(3, 1, 1),
                List.of(five.train().rows(), five.validation().rows(), five.test().orElseThrow().rows()));
    }

    @Test
    void whatWouldBecomeInfiniteIsRejected() {
        Table train = Text.read("x,y\n1e-300,0\n2e-300,1\n");
        Table far = Text.read("x,y\n1,1\n1e300,0\n");
        String message = assertThrows(DataException.class, () -> Dataset.of(train, far, USUAL)).getMessage();
        assertTrue(message.startsWith("t.csv:3:1: column \"x\" is 1.0E300, which standardised with mean "), message);
        Table low = Text.read("x,y\n1,-1.7e308\n2,-1.6e308\n3,-1.5e308\n");
        Table high = Text.read("x,y\n1,1.7e308\n");
        message = assertThrows(DataException.class, () -> Dataset.of(low, high, USUAL)).getMessage();
        assertTrue(message.startsWith("t.csv:2:2: the target less its mean over the training rows"), message);
    }

    @Test
    void longListsOfColumnsAreCut() {
        Table digits = EmbeddedData.DIGITS.table();
        String message = assertThrows(DataException.class,
                () -> Dataset.split(digits, USUAL.withTarget("nine"), 42)).getMessage();
        assertTrue(message.endsWith("\"p12\", \"p13\" and 53 more"), message);
    }

    private static String fault(String text, Preparation how) {
        Table table = Text.read(text);
        return assertThrows(DataException.class, () -> Dataset.of(table, table, how)).getMessage();
    }
}
