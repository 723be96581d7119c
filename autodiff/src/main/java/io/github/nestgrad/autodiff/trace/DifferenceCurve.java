package io.github.nestgrad.autodiff.trace;

import io.github.nestgrad.autodiff.Differentiation;
import io.github.nestgrad.autodiff.Jvp;
import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How far finite differences are from the derivative, for steps from 10⁻¹ to 10⁻¹⁶.
 *
 * <p>With φ(t) a function of one number and u = 2⁻⁵³,
 *
 * <pre>
 *   forward  (φ(t + h) − φ(t)) / h         error  ≈ |φ″| h / 2  + 2 u |φ| / h      least at h = 2 √(u |φ / φ″|)
 *   central  (φ(t + h) − φ(t − h)) / (2h)  error  ≈ |φ‴| h² / 6 + u |φ| / h        least at h = ∛(3 u |φ / φ‴|)
 * </pre>
 *
 * <p>the first term from cutting off the Taylor series, the second from rounding. φ′, φ″ and φ‴ are those of nested
 * forward mode.
 *
 * @param value φ(t)
 * @param derivative φ′(t)
 * @param points the errors, the largest step first
 * @param bestForward the step at which the forward difference is best in theory; √u max(1, |t|) if φ or φ″ is zero or
 *     not finite, for then the estimate says nothing
 * @param bestCentral the same for the central difference; ∛u max(1, |t|) if φ or φ‴ is zero or not finite
 */
public record DifferenceCurve(double value, double derivative, List<Point> points, double bestForward,
        double bestCentral) {

    private static final int SMALLEST_EXPONENT = -16;
    private static final double UNIT_ROUNDOFF = 0x1p-53;

    /**
     * The errors at one step, relative to |φ′(t)| if that is not zero.
     *
     * @param step h
     * @param forward the error of the forward difference
     * @param central the error of the central difference
     */
    public record Point(double step, double forward, double central) {}

    /**
     * Keeps its own list of points.
     *
     * @param value φ(t)
     * @param derivative φ′(t)
     * @param points the errors; copied
     * @param bestForward the best step of the forward difference
     * @param bestCentral the best step of the central difference
     */
    public DifferenceCurve {
        points = List.copyOf(points);
    }

    /**
     * The curve of a function of one number.
     *
     * @param phi a function of a scalar with a scalar value; called many times
     * @param t the point
     * @return the curve
     * @throws IllegalArgumentException if the value is not a scalar
     */
    public static DifferenceCurve of(UnaryOperator<Tensor> phi, double t) {
        UnaryOperator<Tensor> first = derivative(phi);
        UnaryOperator<Tensor> second = derivative(first);
        double value = at(phi, t);
        double derivative = at(first, t);
        double curvature = at(second, t);
        double third = at(derivative(second), t);
        double scale = Math.max(1, Math.abs(t));
        double forward = 2 * Math.sqrt(UNIT_ROUNDOFF * Math.abs(value / curvature));
        double central = Math.cbrt(3 * UNIT_ROUNDOFF * Math.abs(value / third));
        List<Point> points = new ArrayList<>();
        for (int k = -1; k >= SMALLEST_EXPONENT; k--) {
            points.add(point(phi, t, BigDecimal.ONE.scaleByPowerOfTen(k).doubleValue(), value, derivative));
        }
        return new DifferenceCurve(value, derivative, points,
                isUsable(forward) ? forward : Math.sqrt(UNIT_ROUNDOFF) * scale,
                isUsable(central) ? central : Math.cbrt(UNIT_ROUNDOFF) * scale);
    }

    /**
     * The curve of a function of a tensor along a line, φ(t) = f(x + t v) at t = 0.
     *
     * @param f a function with a scalar value; called many times
     * @param x the point
     * @param direction v, of the shape of x
     * @return the curve
     * @throws IllegalArgumentException if the value is not a scalar, or the direction has another shape than x
     */
    public static DifferenceCurve of(UnaryOperator<Tensor> f, Tensor x, Tensor direction) {
        if (!x.shape().equals(direction.shape())) {
            throw new IllegalArgumentException("differences: the direction is a " + direction.shape()
                    + " but the point is a " + x.shape() + " (expected equal shapes)");
        }
        return of(t -> f.apply(x.plus(direction.times(t))), 0);
    }

    private static UnaryOperator<Tensor> derivative(UnaryOperator<Tensor> phi) {
        return t -> {
            Jvp jvp = Differentiation.jvp(phi, t, Tensor.of(1));
            return jvp.tangent();
        };
    }

    private static double at(UnaryOperator<Tensor> phi, double t) {
        Tensor value = phi.apply(Tensor.of(t));
        if (!value.shape().isScalar()) {
            throw new IllegalArgumentException("differences: the value is a " + value.shape() + " (expected a "
                    + Shape.scalar() + ")");
        }
        return value.toDouble();
    }

    private static boolean isUsable(double step) {
        return step > 0 && Double.isFinite(step);
    }

    private static Point point(UnaryOperator<Tensor> phi, double t, double h, double value, double derivative) {
        double above = at(phi, t + h);
        double below = at(phi, t - h);
        double scale = derivative == 0 ? 1 : Math.abs(derivative);
        return new Point(h, Math.abs((above - value) / h - derivative) / scale,
                Math.abs((above - below) / (2 * h) - derivative) / scale);
    }

    /**
     * The curve as text.
     *
     * @return a table in a font of one width, and the steps that are best in theory
     */
    public String toText() {
        AlignedTable table = new AlignedTable(">step", ">forward error", ">central error");
        for (Point point : points) {
            table.row(Digits.of(point.step, 1), Digits.of(point.forward, 2), Digits.of(point.central, 2));
        }
        return table + "\nderivative " + Digits.of(derivative, 16) + ", errors "
                + (derivative == 0 ? "absolute" : "relative") + "; best steps in theory: forward "
                + Digits.of(bestForward, 2) + ", central " + Digits.of(bestCentral, 2) + "\n";
    }

    /**
     * The curve as a picture with logarithmic axes.
     *
     * @return an SVG document, the same for the same curve
     */
    public String toSvg() {
        return DifferencePlot.of(this);
    }
}
