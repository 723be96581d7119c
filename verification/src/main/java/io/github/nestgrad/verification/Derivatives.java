package io.github.nestgrad.verification;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Checks of derivatives that are given as functions of arrays.
 *
 * <pre>{@code
 *   Derivatives.checkGradient(f, gradient, x, v).requireOk();      // against differences
 *   Derivatives.checkAdjoint(jvp, vjp, u, v).requireOk();          // against each other
 * }</pre>
 *
 * <p>One direction tells most: a wrong entry shows in every direction that is not orthogonal to the error, so take
 * random ones.
 */
public final class Derivatives {

    private static final double EPSILON = Math.ulp(1.0);

    // jvp and vjp add up the same products in another order
    private static final double ADJOINT_ULPS = 64;

    // with these two, correct gradients raise no alarm and relative errors of 1e-7 are seen
    private static final double ESTIMATE_FACTOR = 10;
    private static final double ESTIMATE_DIGITS = 1e-9;

    // differences with fewer digits could not tell a wrong gradient from a right one
    private static final double INFORMATIVE = 1e-3;

    private Derivatives() {}

    /**
     * Whether a Jacobian-vector product and a vector-Jacobian product are transposes of each other, at u and v.
     *
     * <pre>
     *   |⟨u, Jv⟩ − ⟨Jᵀu, v⟩| ≤ 64 ε (Σ|uᵢ (Jv)ᵢ| + Σ|(Jᵀu)ⱼ vⱼ|)
     * </pre>
     *
     * <p>No differences are taken, so that errors of 1e-13 show. Two products that are wrong in the same way pass.
     *
     * @param jvp v ↦ Jv; it gets a copy of v
     * @param vjp u ↦ Jᵀu; it gets a copy of u
     * @param u the cotangent, of the length of Jv, not modified
     * @param v the tangent, of the length of Jᵀu, not modified
     * @return both inner products; {@link Verdict#OK} or {@link Verdict#WRONG}
     * @throws IllegalArgumentException if Jv has another length than u, or Jᵀu another than v
     */
    public static CheckReport checkAdjoint(UnaryOperator<double[]> jvp, UnaryOperator<double[]> vjp, double[] u,
            double[] v) {
        double[] tangent = jvp.apply(v.clone());
        requireLength("checkAdjoint", "jvp(v)", tangent, "u", u);
        double[] cotangent = vjp.apply(u.clone());
        requireLength("checkAdjoint", "vjp(u)", cotangent, "v", v);
        InnerProduct left = InnerProduct.of(u, tangent);
        InnerProduct right = InnerProduct.of(cotangent, v);
        // products below the normal range lose up to one smallest number each
        double tolerance = ADJOINT_ULPS * EPSILON * (left.magnitude() + right.magnitude())
                + Double.MIN_VALUE * (u.length + v.length);
        boolean ok = Double.isFinite(tolerance) && Math.abs(left.value() - right.value()) <= tolerance;
        return new CheckReport("⟨u, Jv⟩", left.value(), "⟨Jᵀu, v⟩", right.value(), tolerance,
                ok ? Verdict.OK : Verdict.WRONG, "J maps " + v.length + " entries to " + u.length);
    }

    /**
     * Whether a gradient is right in one direction, judged by extrapolated differences.
     *
     * <pre>
     *   |⟨∇f(x), v⟩ − d/dh f(x + h v)| ≤ 10 e + 1e-9 Σ|(∇f(x))ᵢ vᵢ|        e: the error of {@link Ridders}
     * </pre>
     *
     * <p>The verdict is {@link Verdict#UNRESOLVED} where e is above a thousandth of ‖∇f(x)‖ ‖v‖, unless the numbers
     * differ nevertheless and the measured one has a digit to rely on. A gradient of zeros is right where f, up to nine
     * digits, does not change.
     *
     * @param f the function; it gets a fresh array at each evaluation
     * @param gradient x ↦ ∇f(x), as claimed; it gets a copy of x
     * @param x the point, not modified
     * @param v the direction, of the length of x, not modified
     * @return the claimed and the measured derivative
     * @throws IllegalArgumentException if x, v and the gradient differ in length, or x or v is not finite
     */
    public static CheckReport checkGradient(ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient, double[] x,
            double[] v) {
        DerivativeEstimate measured = Ridders.differentiate(f, x, v);
        double[] g = gradient.apply(x.clone());
        requireLength("checkGradient", "the gradient", g, "x", x);
        InnerProduct claimed = InnerProduct.of(g, v);
        double tolerance = ESTIMATE_FACTOR * measured.error() + ESTIMATE_DIGITS * claimed.magnitude();
        boolean agree = Math.abs(claimed.value() - measured.derivative()) <= tolerance;
        Verdict verdict;
        if (!Double.isFinite(claimed.magnitude())) {
            verdict = Verdict.WRONG;
        } else if (!agree && measured.error() < Math.abs(measured.derivative())) {
            verdict = Verdict.WRONG;
        } else if (!isInformative(measured, f, new Line(x, v), g)) {
            verdict = Verdict.UNRESOLVED;
        } else {
            verdict = agree ? Verdict.OK : Verdict.WRONG;
        }
        return new CheckReport("⟨∇f(x), v⟩", claimed.value(), "d/dh f(x + h v)", measured.derivative(), tolerance,
                verdict, "x has " + x.length + " entries, the differences give " + measured);
    }

    private static boolean isInformative(DerivativeEstimate measured, ToDoubleFunction<double[]> f, Line line,
            double[] g) {
        if (Double.isInfinite(measured.error())) {
            return false;
        }
        double size = Line.norm(g) * Line.norm(line.v());
        if (size > 0) {
            return measured.error() <= INFORMATIVE * size;
        }
        if (measured.derivative() == 0) {
            return true;
        }
        // zeros have no size to compare with; they claim that f does not change, so compare with f
        DoubleUnaryOperator phi = line.restrict(f);
        double h = measured.step();
        double values = Math.abs(phi.applyAsDouble(h)) + Math.abs(phi.applyAsDouble(-h));
        return measured.error() <= ESTIMATE_DIGITS * values / h;
    }

    private static void requireLength(String operation, String name, double[] actual, String otherName,
            double[] other) {
        if (actual == null) {
            throw new IllegalArgumentException(operation + ": " + name + " is null (expected an array of "
                    + other.length + " entries)");
        }
        if (actual.length != other.length) {
            throw new IllegalArgumentException(operation + ": " + name + " has " + actual.length + " entries but "
                    + otherName + " has " + other.length + " (expected equal lengths)");
        }
    }
}
