package io.github.nestgrad.bilevel.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CsvReaderProperties {

    @Property(tries = 200)
    void whatIsWrittenReadsBackBitByBit(@ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 12) int columns, @ForAll long seed) {
        Table table = randomTable(rows, columns, new SplittableRandom(seed));
        String text = written(table, new SplittableRandom(seed));
        assertEquals(table, Text.read(text));
        assertEquals(table, Text.read(Text.gzip(text)));
    }

    @Property(tries = 100)
    void rowsKeepTheirOrder(@ForAll @IntRange(min = 2, max = 40) int rows, @ForAll long seed) {
        Table table = randomTable(rows, 3, new SplittableRandom(seed));
        List<Integer> order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        double[] permuted = order.stream().flatMapToDouble(row -> IntStream.range(0, 3)
                .mapToDouble(column -> table.get(row, column))).toArray();
        Table expected = Table.of("permuted", table.columns(), permuted);
        assertEquals(expected, Text.read(written(expected, new SplittableRandom(seed))));
        for (int i = 0; i < rows; i++) {
            assertEquals(table.get(order.get(i), 1), expected.get(i, 1));
        }
    }

    @Property(tries = 200)
    void oneBadCellIsFoundWhereItStands(@ForAll @IntRange(min = 1, max = 30) int rows,
            @ForAll @IntRange(min = 1, max = 8) int columns, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int badRow = random.nextInt(rows);
        int badColumn = random.nextInt(columns);
        StringBuilder text = new StringBuilder();
        for (int row = -1; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                boolean bad = row == badRow && column == badColumn;
                text.append(column == 0 ? "" : ",").append(row < 0 ? "c" + column : bad ? "?" : "1");
            }
            text.append('\n');
        }
        DataException e = assertThrows(DataException.class, () -> Text.read(text.toString()));
        assertEquals(badRow + 2, e.line());
        assertEquals(badColumn + 1, e.column());
        assertTrue(e.getMessage().startsWith("t.csv:" + (badRow + 2) + ":" + (badColumn + 1) + ": "), e.getMessage());
    }

    @Property(tries = 500)
    void anyBytesAreATableOrADataException(@ForAll @IntRange(min = 0, max = 60) int length, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] alphabet = "ab1,\"\n\r .e-\t\u00e9".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = random.nextInt(50) == 0 ? (byte) random.nextInt(256) : alphabet[random.nextInt(alphabet.length)];
        }
        try {
            Table table = Text.read(bytes);
            assertTrue(table.rows() > 0 && !table.columns().isEmpty());
        } catch (DataException e) {
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        }
    }

    private static Table randomTable(int rows, int columns, SplittableRandom random) {
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            do {
                values[i] = Double.longBitsToDouble(random.nextLong());
            } while (!Double.isFinite(values[i]));
        }
        String pieces = "ab,\"\n\r ö日x";
        List<String> names = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            StringBuilder name = new StringBuilder("n");
            for (int k = random.nextInt(6); k > 0; k--) {
                name.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            names.add(name.append(j).toString());
        }
        return Table.of("random", names, values);
    }

    /** Numbers as {@code Double.toString} has them; names always and numbers sometimes quoted; either line end. */
    private static String written(Table table, SplittableRandom random) {
        String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder();
        for (int row = -1; row < table.rows(); row++) {
            for (int column = 0; column < table.columns().size(); column++) {
                String cell = row < 0 ? table.columns().get(column) : Double.toString(table.get(row, column));
                boolean quoted = row < 0 || random.nextInt(4) == 0;
                text.append(column == 0 ? "" : ",").append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            }
            text.append(lineEnd);
        }
        return text.toString();
    }
}
