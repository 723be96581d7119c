package io.github.nestgrad.bilevel.lower;

import io.github.nestgrad.bilevel.Oracles;
import io.github.nestgrad.linalg.Vectors;

/** The norm to which a relative tolerance refers. */
final class ReferenceNorm {

    private ReferenceNorm() {}

    /** ‖F(0, λ)‖; where F is not finite at 0, as that of a g with log w, ‖F(w₀, λ)‖. One evaluation, or two. */
    static double of(Oracles oracles, double[] start) {
        double[] residual = new double[start.length];
        oracles.residualInto(new double[start.length], residual);
        double norm = Vectors.norm2(residual);
        if (!Double.isFinite(norm)) {
            oracles.residualInto(start, residual);
            norm = Vectors.norm2(residual);
        }
        return norm;
    }
}
