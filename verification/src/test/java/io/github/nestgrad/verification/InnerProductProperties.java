package io.github.nestgrad.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class InnerProductProperties {

    private static final double EPSILON = Math.ulp(1.0);

    @Property(tries = 500)
    void valueIsExactToTheLastBitHoweverItCancels(@ForAll @IntRange(min = 0, max = 40) int n, @ForAll long seed) {
        Draw draw = new Draw(seed);
        double[] a = new double[2 * n];
        double[] b = new double[2 * n];
        BigDecimal exact = BigDecimal.ZERO;
        double magnitude = 0;
        for (int i = 0; i < 2 * n; i++) {
            // the second half nearly undoes the first
            a[i] = i < n ? draw.sign() * draw.logUniform(1e-8, 1e8) : -a[i - n];
            b[i] = i < n ? draw.gaussian() : b[i - n] * (1 + 1e-9 * draw.gaussian());
            exact = exact.add(new BigDecimal(a[i]).multiply(new BigDecimal(b[i])));
            magnitude += Math.abs(a[i] * b[i]);
        }
        InnerProduct computed = InnerProduct.of(a, b);
        double secondOrder = 4.0 * n * n * EPSILON * EPSILON * magnitude;
        assertEquals(exact.doubleValue(), computed.value(), Math.ulp(exact.doubleValue()) + secondOrder);
        assertEquals(magnitude, computed.magnitude(), 2 * n * EPSILON * magnitude);
    }
}
