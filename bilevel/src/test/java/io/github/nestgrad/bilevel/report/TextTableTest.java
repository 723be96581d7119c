package io.github.nestgrad.bilevel.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nestgrad.bilevel.report.TextTable.Column;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columnsAreAligned() {
        TextTable table = TextTable.of(Column.text("method"), Column.number("value"), Column.number("time", "ms"),
                Column.text("end"));
        table.row("exact", "2904.4388", "12.3", "done").row("aid-cg", "1", "8.1", "");
        assertEquals("""
                method      value  time [ms]  end
                ------  ---------  ---------  ----
                exact   2904.4388       12.3  done
                aid-cg          1        8.1
                """, table.toString());
    }

    @Test
    void widthsCountCharactersAndNotUnits() {
        TextTable table = TextTable.of(Column.text("a"), Column.text("b")).row("\uD83D\uDE00x", "1").row("yy", "2");
        assertEquals("a   b\n--  -\n\uD83D\uDE00x  1\nyy  2\n", table.toString());
    }

    @Test
    void rowsMustFit() {
        assertEquals("table: a row of 2 cells; expected 1",
                assertThrows(IllegalArgumentException.class, () -> TextTable.of(Column.text("a")).row("1", "2"))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, TextTable::of);
    }
}
