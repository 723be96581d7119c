package io.github.nestgrad.bilevel.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {

    private static final Table PLAIN = Table.of("x", List.of("a", "b"), 1, -2.5, 3e-3, 4);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "a,b\n1,-2.5\n3e-3,4\n",
        "a,b\n1,-2.5\n3e-3,4",
        "a,b\r\n1,-2.5\r\n3e-3,4\r\n",
        "a,b\r\n1,-2.5\n.003,4.\n",
        "\uFEFFa,b\n1,-2.5\n3e-3,4\n",
        "a,b\n1,-2.5\n3e-3,4\n\n  \n\r\n",
        " a ,\tb\n 1, -2.5 \n+3E-3,04\t\n",
        "\"a\",\"b\"\r\n\"1\",-2.5\r\n3e-3,\"4\"",
    })
    void acceptsTheSameTableInManyForms(String text) {
        assertEquals(PLAIN, Text.read(text));
    }

    @Test
    void tellsGzipByItsContentAndNotByItsName() throws IOException {
        Path named = Files.writeString(folder.resolve("plain.csv.gz"), "a,b\n1,-2.5\n3e-3,4\n");
        Path packed = Files.write(folder.resolve("packed.csv"), Text.gzip("\uFEFFa,b\n1,-2.5\n3e-3,4\n"));
        assertEquals(PLAIN, CsvReader.read(named));
        assertEquals(PLAIN, CsvReader.read(packed));
        assertEquals(packed.toString(), CsvReader.read(packed).source());
    }

    @Test
    void unquotesNames() {
        Table table = Text.read("\"x, \"\"y\"\"\",\"two\nlines\",größe\n1,2,3\n");
        assertEquals(List.of("x, \"y\"", "two\nlines", "größe"), table.columns());
        assertEquals("t.csv:3:2: column \"b\" is \"z\"; expected a finite decimal number",
                message("\"a\na\",b\n1,z\n"));
    }

    @Test
    void keepsNegativeZeroAndTheSmallestNumbers() {
        double[] values = Text.read("a\n-0\n4.9e-324\n1e-999\n1.7976931348623157e308\n").column(0);
        assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(values[0]));
        assertArrayEquals(new double[] {-0.0, Double.MIN_VALUE, 0, Double.MAX_VALUE}, values);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void readsAnyNumberOfRows(int columns) {
        int rows = 5000;
        StringBuilder text = new StringBuilder();
        for (int i = -1; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                text.append(j == 0 ? "" : ",").append(i < 0 ? "c" + j : String.valueOf(i * columns + j));
            }
            text.append('\n');
        }
        double[] expected = IntStream.range(0, rows * columns).asDoubleStream().toArray();
        assertArrayEquals(expected, Text.read(text.toString()).values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "nan", "Infinity", "-inf", "0x1p3", "1d", "2.5f", "1_000", "1e", "e5", ".", "+",
        "--1", "1.2.3", "abc", "NA", "1 2", "١", "1e5.0", "0x10", "1,5"})
    void rejectsWhatIsNoDecimalNumber(String cell) {
        String text = "a,b\n1,2\n3,\"" + cell + "\"\n";
        assertEquals("t.csv:3:2: column \"b\" is \"" + cell + "\"; expected a finite decimal number", message(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e309", "1.7976931348623159e308"})
    void rejectsOverflow(String cell) {
        assertEquals("t.csv:2:1: column \"a\" is \"" + cell + "\", too large for a double; expected a magnitude up to "
                + "1.7976931348623157E308", message("a,b\n" + cell + ",2\n"));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "wrong-tables.txt", delimiter = '|', quoteCharacter = '`')
    void saysWhatIsWrongAndWhere(String text, String expected) {
        String unescaped = text == null ? "" : text.replace("\\n", "\n").replace("\\r", "\r").replace("\\u0000", "\0")
                .replace("\\u001b", "\u001b");
        assertEquals(expected, message(unescaped));
    }

    @Test
    void rejectsOtherEncodings() {
        byte[] latin = "a,gr\u00f6\u00dfe\n1,2\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("t.csv:1: not text (byte 0xF6 at offset 4); expected a CSV file in UTF-8", message(latin));
        byte[] wide = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16);
        assertTrue(message(wide).startsWith("t.csv:1: not text (byte 0x"), message(wide));
        byte[] cut = Arrays.copyOf("a,b\n1,2\né".getBytes(StandardCharsets.UTF_8), 9);
        assertEquals("t.csv:3: not text (byte 0xC3 at offset 8); expected a CSV file in UTF-8", message(cut));
    }

    @Test
    void findsABadByteFarIntoTheFile() {
        String rows = "a,b\n" + "1,2\n".repeat(10_000);
        byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
        int at = bytes.length - 2;
        bytes[at] = (byte) 0xFF;
        assertEquals("t.csv:10001: not text (byte 0xFF at offset " + at + "); expected a CSV file in UTF-8",
                message(bytes));
    }

    @Test
    void rejectsDamagedGzip() {
        byte[] whole = Text.gzip("a,b\n" + "1,2\n".repeat(1000));
        assertEquals("t.csv: the gzip data is cut off; expected a whole gzip file",
                message(Arrays.copyOf(whole, whole.length - 9)));
        assertEquals("t.csv: the gzip data is cut off; expected a whole gzip file", message(Arrays.copyOf(whole, 3)));
        byte[] damaged = whole.clone();
        damaged[whole.length - 5] ^= 1;
        assertTrue(message(damaged).startsWith("t.csv: the gzip data is corrupt ("), message(damaged));
        assertTrue(message(Text.gzip("")).startsWith("t.csv: the file is empty"));
    }

    @Test
    void rejectsMissingFilesAndFolders() {
        Path missing = folder.resolve("none.csv");
        assertEquals(missing + ": no such file; expected a CSV file",
                assertThrows(DataException.class, () -> CsvReader.read(missing)).getMessage());
        assertEquals(folder + ": this is a directory; expected a CSV file",
                assertThrows(DataException.class, () -> CsvReader.read(folder)).getMessage());
    }

    @Test
    void exceptionsCarryTheirPlace() {
        DataException e = assertThrows(DataException.class, () -> Text.read("a,b\n1,2\n3,x\n"));
        assertEquals("t.csv", e.source());
        assertEquals(3, e.line());
        assertEquals(2, e.column());
    }

    @Test
    void messagesAreOneLineAndShort() {
        String name = "n".repeat(1000) + "\u2028\r";
        String message = message("a,\"" + name + "\"\n1,\"" + "x\n".repeat(500) + "\"\n");
        assertFalse(message.lines().count() > 1 || message.contains("\u2028"), message);
        assertTrue(message.length() < 600, message);
    }

    private static String message(String text) {
        return message(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String message(byte[] bytes) {
        return assertThrows(DataException.class, () -> Text.read(bytes)).getMessage();
    }
}
