package io.github.nestgrad.bilevel.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigDecimal;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CompensatedSumTest {

    @Test
    void whatLargeTermsHideComesBack() {
        assertEquals(2, sum(1, 1e100, 1, -1e100));
        assertEquals(2, sum(1e100, 1, 1, -1e100));
        assertEquals(0, sum());
    }

    @Test
    void longSumsAreRoundedOnce() {
        int terms = 1_000_003;
        double exact = new BigDecimal(0.1).multiply(BigDecimal.valueOf(terms)).doubleValue();
        assertEquals(exact, sum(DoubleStream.generate(() -> 0.1).limit(terms).toArray()));
        double plain = 0;
        for (int i = 0; i < terms; i++) {
            plain += 0.1;
        }
        assertNotEquals(exact, plain, "the example should be one where a plain sum rounds");
    }

    private static double sum(double... terms) {
        CompensatedSum sum = new CompensatedSum();
        for (double term : terms) {
            sum.add(term);
        }
        return sum.value();
    }
}
