package io.github.nestgrad.bilevel.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "2904.4388, 8, 2904.4388", "2904.4388, 5, 2904.4", "2904.4388, 4, 2904", "2904.4388, 3, 2.9e3",
        "100, 3, 100", "100, 2, 1e2", "0.0001, 3, 0.0001", "0.00001234, 3, 1.23e-5", "-12, 6, -12", "0.5, 4, 0.5",
        "999.96, 4, 1000", "999.96, 3, 1e3", "9.996, 3, 10", "1e300, 5, 1e300", "-4.94e-324, 3, -4.94e-324",
        "0, 3, 0", "-0.0, 3, 0", "NaN, 3, NaN", "Infinity, 3, inf", "-Infinity, 3, -inf", "2.5, 1, 2", "3.5, 1, 4",
    })
    void roundsToSignificantDigits(double value, int digits, String expected) {
        assertEquals(expected, Numbers.significant(value, digits));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "12.34, 12.3 s", "99.99, 100 s", "1234.5, 1234 s", "0.5, 500 ms", "0.99999, 1000 ms",
        "0.00123, 1.23 ms", "0.0000456, 45.6 us"})
    void durationsHaveTheirUnit(double seconds, String expected) {
        assertEquals(expected, Numbers.duration(seconds));
    }

    @Test
    void formatsAreTheSameInEveryCountry() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("1 234 567", Numbers.count(1234567));
            assertEquals("-12 000", Numbers.count(-12000));
            assertEquals("0.90", Numbers.fixed(0.9, 2));
            assertEquals("-1000", Numbers.fixed(-1000.4, 0));
            assertEquals("NaN", Numbers.fixed(Double.NaN, 2));
            assertEquals("91.9 %", Numbers.percent(0.9194));
            assertEquals("-12, 0.333, 1e6", Numbers.list(new double[] {-12, 1 / 3.0, 1e6}, 3));
            assertEquals("\"\\u0001\"", JsonText.quote("\u0001"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void rejectsDigitsThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> Numbers.significant(1, 0));
        assertThrows(IllegalArgumentException.class, () -> Numbers.fixed(1, -1));
    }
}
