package io.github.nestgrad.bilevel.lower;

import io.github.nestgrad.bilevel.LowerSolution;
import io.github.nestgrad.bilevel.Oracles;

/** An algorithm that approximates the solution w(λ) of F(w, λ) = 0. Implementations are immutable. */
public interface LowerSolver {

    /**
     * Approximates w(λ).
     *
     * @param oracles the problem at one λ; its counts grow
     * @param start w₀, d entries; not modified
     * @return the state reached, with the residual at that state
     */
    LowerSolution solve(Oracles oracles, double[] start);
}
