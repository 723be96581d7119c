package io.github.nestgrad.autodiff.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferenceCurveTest {

    private static final double ROUNDING = 4 * Math.ulp(1.0);
    // the closed form of the error is that of exact arithmetic
    private static final double SIX_DIGITS = 1e-6;
    private static final double TEN_DIGITS = 1e-10;
    // steps of theory are roots of u: of about eight and five digits less than one
    private static final double STEP = 1e-12;

    private static final double U = 0x1p-53;
    private static final DifferenceCurve EXP = DifferenceCurve.of(Tensor::exp, 0.7);

    @Test
    void stepsArePowersOfTenFromTheLargest() {
        assertEquals(16, EXP.points().size());
        for (int k = 0; k < 16; k++) {
            assertEquals(Double.parseDouble("1e-" + (k + 1)), EXP.points().get(k).step());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-2, 0, 0.7, 3})
    void errorsOfLargeStepsAreThoseOfTheTaylorSeries(double t) {
        DifferenceCurve curve = DifferenceCurve.of(Tensor::exp, t);
        assertEquals(Math.exp(t), curve.value(), 4 * Math.ulp(curve.value()));
        assertEquals(Math.exp(t), curve.derivative(), 4 * Math.ulp(curve.value()));
        for (DifferenceCurve.Point point : curve.points().subList(0, 3)) {
            double h = point.step();
            // (eʰ − 1)/h − 1 and sinh(h)/h − 1, by their series
            double forward = h / 2 * (1 + h / 3 * (1 + h / 4 * (1 + h / 5 * (1 + h / 6))));
            double central = h * h / 6 * (1 + h * h / 20 * (1 + h * h / 42));
            assertEquals(forward, point.forward(), SIX_DIGITS * forward + 8 * U / h);
            assertEquals(central, point.central(), SIX_DIGITS * central + 8 * U / h);
        }
    }

    @Test
    void theBestStepsInTheoryAreThoseOfTheFormula() {
        // for the exponential all derivatives are the value
        assertEquals(2 * Math.sqrt(U), EXP.bestForward(), STEP);
        assertEquals(Math.cbrt(3 * U), EXP.bestCentral(), STEP);
        DifferenceCurve sine = DifferenceCurve.of(t -> t.times(3).sin(), 0.2);
        assertEquals(2 * Math.sqrt(U) / 3, sine.bestForward(), TEN_DIGITS * sine.bestForward());
        assertEquals(Math.cbrt(3 * U * Math.tan(0.6) / 27), sine.bestCentral(), TEN_DIGITS * sine.bestCentral());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.7, 2})
    void theLeastErrorsLieWithinADecadeAndAHalfOfTheBestSteps(double t) {
        DifferenceCurve curve = DifferenceCurve.of(x -> x.exp().plus(x.squared()), t);
        DifferenceCurve.Point forward =
                curve.points().stream().min(Comparator.comparingDouble(DifferenceCurve.Point::forward)).orElseThrow();
        DifferenceCurve.Point central =
                curve.points().stream().min(Comparator.comparingDouble(DifferenceCurve.Point::central)).orElseThrow();
        assertTrue(Math.abs(Math.log10(forward.step() / curve.bestForward())) <= 1.5, curve.toText());
        assertTrue(Math.abs(Math.log10(central.step() / curve.bestCentral())) <= 1.5, curve.toText());
    }

    @Test
    void centralDifferencesFindMoreDigits() {
        double forward = 0;
        double central = 0;
        for (int k = 1; k <= 20; k++) {
            DifferenceCurve curve = DifferenceCurve.of(x -> x.exp().plus(x.squared()), k / 10.0);
            forward += curve.points().stream().mapToDouble(point -> Math.log10(point.forward())).min().orElseThrow();
            central += curve.points().stream().mapToDouble(point -> Math.log10(point.central())).min().orElseThrow();
        }
        // √u against ∛u²: some 8 digits against some 10.5, on average
        assertTrue(central / 20 < forward / 20 - 1.5, "digits: " + forward / 20 + " and " + central / 20);
    }

    @Test
    void aStepThatVanishesBesideThePointFindsNothing() {
        DifferenceCurve.Point smallest = DifferenceCurve.of(Tensor::exp, 3).points().get(15);
        assertEquals(1, smallest.forward());
        assertEquals(1, smallest.central());
    }

    @Test
    void withoutCurvatureTheStepIsTheOneOfTheUnitRoundoff() {
        DifferenceCurve linear = DifferenceCurve.of(t -> t.times(3), 4);
        assertEquals(Math.sqrt(U) * 4, linear.bestForward());
        assertEquals(Math.cbrt(U) * 4, linear.bestCentral());
        DifferenceCurve flat = DifferenceCurve.of(t -> t.squared(), 0);
        assertEquals(0, flat.derivative());
        assertEquals(0.1, flat.points().get(0).forward(), ROUNDING);
        assertTrue(flat.toText().contains("errors absolute"));
    }

    @Test
    void theCurveAlongALineIsThatOfItsFunction() {
        Tensor x = Tensor.of(new double[] {1, 2});
        Tensor v = Tensor.of(new double[] {0.5, -1});
        DifferenceCurve along = DifferenceCurve.of(y -> y.exp().sum(), x, v);
        assertEquals(0.5 * Math.E - Math.exp(2), along.derivative(), 8 * ROUNDING);
        assertEquals("differences: the direction is a scalar but the point is a vector 2 (expected equal shapes)",
                assertThrows(IllegalArgumentException.class,
                        () -> DifferenceCurve.of(y -> y.sum(), x, Tensor.of(1))).getMessage());
        assertEquals("differences: the value is a vector 2 (expected a scalar)",
                assertThrows(IllegalArgumentException.class,
                        () -> DifferenceCurve.of(t -> t.expandedTo(Shape.vector(2)), 1)).getMessage());
    }

    @Test
    void theTextHasARowForEachStep() {
        String text = EXP.toText();
        assertEquals(2 + 16 + 2, text.lines().count());
        assertTrue(text.startsWith("  step  forward error  central error\n"), text);
        assertTrue(text.contains("\n 1e-16 "), text);
        assertTrue(text.endsWith("errors relative; best steps in theory: forward 2.1e-8, central 6.9e-6\n"), text);
    }

    @Test
    void thePictureIsXmlAlsoIfErrorsAreZeroOrInfinite() throws Exception {
        assertEquals(EXP.toSvg(), EXP.toSvg());
        requireXml(EXP.toSvg());
        requireXml(DifferenceCurve.of(t -> t.times(2), 0).toSvg());
        requireXml(DifferenceCurve.of(Tensor::log, -1).toSvg());
        requireXml(DifferenceCurve.of(Tensor::sqrt, 0).toSvg());
    }

    private static void requireXml(String svg) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertTrue(!svg.contains("NaN") && !svg.contains("Infinity"), svg);
    }
}
