package io.github.nestgrad.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws of measured derivatives, over functions, points and scales. */
class RiddersProperties {

    // an error estimate is used times ten, and f(ax) and the expected derivative are rounded themselves
    private static final double ESTIMATE_FACTOR = 10;
    private static final double ROUNDING = 16 * Math.ulp(1.0);

    private static DerivativeEstimate measure(Known.Instance instance) {
        return Ridders.differentiate(p -> instance.f().applyAsDouble(p[0]), new double[] {instance.x()},
                new double[] {1});
    }

    @Property(tries = 4000)
    void trueErrorIsBelowTenTimesTheEstimate(@ForAll Known known, @ForAll long seed) {
        Known.Instance instance = known.draw(seed);
        DerivativeEstimate estimate = measure(instance);
        double error = Math.abs(estimate.derivative() - instance.derivative());
        // the derivative itself inherits the rounding of a x, as a relative error of x f″ / f′
        double inherited = ROUNDING * (Math.abs(instance.derivative()) * (1 + known.greatest) + instance.size());
        assertTrue(error <= ESTIMATE_FACTOR * estimate.error() + inherited,
                () -> known + " at " + instance.x() + ": " + estimate + " but should be " + instance.derivative());
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void scalingByPowersOfTwoCommutesWithMeasuring(@ForAll Known known, @ForAll long seed,
            @ForAll @IntRange(min = -60, max = 60) int k, @ForAll @IntRange(min = -60, max = 60) int l) {
        Known.Instance instance = known.draw(seed);
        double height = Math.scalb(1.0, k);
        double width = Math.scalb(1.0, l);
        double step = 0.1 * Math.abs(instance.x());
        DoubleUnaryOperator phi = h -> instance.f().applyAsDouble(instance.x() + h);
        DerivativeEstimate plain = Ridders.differentiate(phi, step);
        DerivativeEstimate scaled = Ridders.differentiate(h -> height * phi.applyAsDouble(h / width), step * width);
        assertEquals(plain.derivative() * height / width, scaled.derivative());
        assertEquals(plain.error() * height / width, scaled.error());
        assertEquals(plain.step() * width, scaled.step());
    }

    @Property(tries = 500)
    void evenFunctionsHaveDerivativeZeroAndOddPartsAreUntouched(@ForAll Known known, @ForAll long seed) {
        Known.Instance instance = known.draw(seed);
        DoubleUnaryOperator phi = h -> instance.f().applyAsDouble(instance.x() + h);
        double step = 0.1 * Math.abs(instance.x());
        DerivativeEstimate even = Ridders.differentiate(h -> phi.applyAsDouble(h) + phi.applyAsDouble(-h), step);
        assertEquals(0.0, even.derivative());
        DerivativeEstimate odd = Ridders.differentiate(h -> phi.applyAsDouble(h) - phi.applyAsDouble(-h), step);
        double error = Math.abs(odd.derivative() - 2 * instance.derivative());
        assertTrue(error <= ESTIMATE_FACTOR * (odd.error() + even.error()) + ROUNDING * (1 + known.greatest)
                * (Math.abs(instance.derivative()) + instance.size()), () -> known + ": " + odd + " " + instance);
    }

    @Property(tries = 300)
    void directionalDerivativeIsThatOfTheInnerProductWithTheGradient(@ForAll @IntRange(min = 0, max = 6) int n,
            @ForAll long seed) {
        Draw draw = new Draw(seed);
        double size = draw.logUniform(1e-3, 1e3);
        double[] x = draw.gaussian(n);
        double[] v = draw.gaussian(n);
        double[] a = draw.gaussian(n);
        double expected = 0;
        double magnitude = 0;
        for (int i = 0; i < n; i++) {
            x[i] *= size;
            double entry = (a[i] + 2 * x[i]) * v[i];
            expected += entry;
            magnitude += Math.abs(a[i] * v[i]) + 2 * Math.abs(x[i] * v[i]);
        }
        double[] xBefore = x.clone();
        double[] vBefore = v.clone();
        DerivativeEstimate estimate = Ridders.differentiate(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += a[i] * p[i] + p[i] * p[i];
                p[i] = Double.NaN; // what the function is given is its own
            }
            return sum;
        }, x, v);
        assertArrayEquals(xBefore, x);
        assertArrayEquals(vBefore, v);
        double error = Math.abs(estimate.derivative() - expected);
        assertTrue(error <= ESTIMATE_FACTOR * estimate.error() + ROUNDING * (1 + n) * magnitude,
                estimate + " but should be " + expected);
    }
}
