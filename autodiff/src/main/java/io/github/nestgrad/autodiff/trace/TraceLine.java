package io.github.nestgrad.autodiff.trace;

import io.github.nestgrad.autodiff.ProgramLine;
import io.github.nestgrad.autodiff.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * One line of an {@link EvaluationTrace}.
 *
 * @param line the line of the program
 * @param name its name: v-1, v0 for inputs, v1, v2 for what is computed, c1 for a constant, k1 for one that is a scalar
 * @param formula what it is: the name of an input, or an operation on the names of other lines
 * @param primal its value
 * @param tangent its tangent; empty if none was asked for, or it depends on no input
 * @param adjoint its adjoint; empty if none was asked for, or the result does not depend on it
 * @param tangentFormula how the tangent is made of those of the arguments; empty as the tangent is, and for inputs
 */
public record TraceLine(ProgramLine line, String name, String formula, Tensor primal, Optional<Tensor> tangent,
        Optional<Tensor> adjoint, Optional<String> tangentFormula) {

    /** Whether the line is written in formulas as a number instead of by its name. */
    boolean isInlined() {
        return line.isConstant() && line.shape().isScalar();
    }

    /** The lines that this one is drawn to depend on, each once. */
    List<Integer> parents() {
        return line.arguments().stream().distinct().toList();
    }
}
