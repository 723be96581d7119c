package io.github.nestgrad.bilevel.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private final double[] values = {1, 2, 3, 4, 5, 6};
    private final Table table = Table.of("t", List.of("a", "b"), values);

    @Test
    void holdsACopyRowByRow() {
        values[0] = 9;
        table.values()[1] = 9;
        assertEquals(3, table.rows());
        assertEquals(4, table.get(1, 1));
        assertArrayEquals(new double[] {1, 3, 5}, table.column(0));
        assertEquals("t: 3 rows, 2 columns", table.toString());
    }

    @Test
    void isEqualByColumnsAndValues() {
        assertEquals(Table.of("other", List.of("a", "b"), 1, 2, 3, 4, 5, 6), table);
        assertEquals(Table.of("other", List.of("a", "b"), 1, 2, 3, 4, 5, 6).hashCode(), table.hashCode());
        assertNotEquals(Table.of("t", List.of("a", "c"), 1, 2, 3, 4, 5, 6), table);
        assertNotEquals(Table.of("t", List.of("a"), -0.0), Table.of("t", List.of("a"), 0.0));
    }

    @Test
    void rejectsWhatIsNoTable() {
        assertThrows(IndexOutOfBoundsException.class, () -> table.get(0, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> table.get(3, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> table.get(-1, 0));
        assertEquals("table: 3 values do not fill rows of 2 columns", fault(List.of("a", "b"), 1, 2, 3));
        assertEquals("table: row 2, column \"a\" is NaN; expected a finite number",
                fault(List.of("a", "b"), 1, 2, Double.NaN, 4));
        assertEquals("table: expected one or more columns with different names, found \"a\", \"a\"",
                fault(List.of("a", "a")));
        assertThrows(IllegalArgumentException.class, () -> Table.of("t", List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Sample(2, new double[3], new double[2]));
    }

    private static String fault(List<String> columns, double... values) {
        return assertThrows(IllegalArgumentException.class, () -> Table.of("t", columns, values)).getMessage();
    }
}
