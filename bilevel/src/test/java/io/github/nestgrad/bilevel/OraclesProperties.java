package io.github.nestgrad.bilevel;

import static io.github.nestgrad.bilevel.Agreement.requireClose;

import io.github.nestgrad.linalg.LinearOperator;
import io.github.nestgrad.verification.Derivatives;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The oracles of a problem against its functions and derivatives written out by hand. */
class OraclesProperties {

    private static final int TRIES = 200;

    /** One problem at random points, with its oracles. */
    private static final class Draw {
        final ByHand p;
        final double[] lambda;
        final double[] w;
        final double[] v;
        final Oracles oracles;
        final double tolerance;

        Draw(Kind kind, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            p = kind.draw(seed);
            lambda = p.lambda();
            w = Plain.gaussian(p.d(), random);
            v = Plain.gaussian(p.d(), random);
            oracles = p.problem().at(lambda);
            tolerance = Reference.rounding(p, lambda, w, v, 1);
        }
    }

    private static double[] product(LinearOperator a, double[] x) {
        double[] y = new double[a.rows()];
        a.apply(x, y);
        return y;
    }

    private static double[] transposedProduct(LinearOperator a, double[] x) {
        double[] y = new double[a.columns()];
        a.applyTranspose(x, y);
        return y;
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void residualIsThatWrittenByHand(@ForAll Kind kind, @ForAll long seed) {
        Draw a = new Draw(kind, seed);
        double[] f = new double[a.p.d()];
        a.oracles.residualInto(a.w, f);
        requireClose(a.p.residual(a.w, a.lambda), f, a.tolerance, "F");
        requireClose(a.p.residual(a.w, a.lambda), a.oracles.linearize(a.w).residual(), a.tolerance, "F, linearised");
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void upperGradientIsThatWrittenByHand(@ForAll Kind kind, @ForAll long seed) {
        Draw a = new Draw(kind, seed);
        UpperGradient upper = a.oracles.upperGradient(a.w);
        requireClose(a.p.upper(a.w, a.lambda), upper.value(), a.tolerance, "E");
        requireClose(a.p.upperInState(a.w, a.lambda), upper.inState(), a.tolerance, "∇₁E");
        requireClose(a.p.upperInLambda(a.w, a.lambda), upper.inLambda(), a.tolerance, "∇₂E");
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void productsAreThoseOfTheJacobiansWrittenByHand(@ForAll Kind kind, @ForAll long seed) {
        Draw a = new Draw(kind, seed);
        Linearization linear = a.oracles.linearize(a.w);
        double[][] inState = a.p.stateJacobian(a.w, a.lambda);
        double[] forward = Plain.times(inState, a.v);
        double[] backward = Plain.transposedTimes(inState, a.v);
        double[] cross = Plain.transposedTimes(a.p.crossJacobian(a.w, a.lambda), a.v);
        requireClose(forward, product(linear.stateJacobian(), a.v), a.tolerance, "∂₁F v");
        requireClose(backward, transposedProduct(linear.stateJacobian(), a.v), a.tolerance, "∂₁Fᵀ v");
        requireClose(backward, product(linear.adjoint(), a.v), a.tolerance, "∂₁Fᵀ v, adjoint");
        requireClose(forward, transposedProduct(linear.adjoint(), a.v), a.tolerance, "∂₁F v, adjoint transposed");
        requireClose(cross, linear.crossProduct(a.v), a.tolerance, "∂₂Fᵀ v");
        double[] outState = new double[a.p.d()];
        double[] outLambda = new double[a.p.m()];
        a.oracles.residualVjpInto(a.w, a.v, outState, outLambda);
        requireClose(backward, outState, a.tolerance, "∂₁Fᵀ v, with λ");
        requireClose(cross, outLambda, a.tolerance, "∂₂Fᵀ v, with w");
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void productsAreAdjointToEachOther(@ForAll Kind kind, @ForAll long seed) {
        Draw a = new Draw(kind, seed);
        LinearOperator jacobian = a.oracles.linearize(a.w).stateJacobian();
        UnaryOperator<double[]> jvp = x -> product(jacobian, x);
        UnaryOperator<double[]> vjp = x -> transposedProduct(jacobian, x);
        Derivatives.checkAdjoint(jvp, vjp, a.v, a.w).requireOk();
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void linearisationStaysAtItsPointWhenTheArrayChanges(@ForAll Kind kind, @ForAll long seed) {
        Draw a = new Draw(kind, seed);
        double[] w = a.w.clone();
        Linearization linear = a.oracles.linearize(w);
        double[] before = linear.crossProduct(a.v);
        w[0] += 1;
        Agreement.requireSameBits(before, linear.crossProduct(a.v), "∂₂Fᵀ v");
    }
}
