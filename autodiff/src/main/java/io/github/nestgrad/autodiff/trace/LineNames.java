package io.github.nestgrad.autodiff.trace;

import io.github.nestgrad.autodiff.Program;
import io.github.nestgrad.autodiff.ProgramLine;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of the lines after Griewank and Walther: v(1−n), …, v0 for n inputs, v1, v2, … for what is computed; and
 * c1, c2, … for constants, but k1, k2, … for those that are scalars, which formulas write as numbers.
 */
final class LineNames {

    private final List<String> names = new ArrayList<>();

    LineNames(Program program) {
        int inputs = program.inputs().size();
        int computed = 0;
        int tensors = 0;
        int numbers = 0;
        for (ProgramLine line : program.lines()) {
            names.add(switch (line.kind()) {
                case INPUT -> "v" + (line.number() + 1 - inputs);
                case CONSTANT -> line.shape().isScalar() ? "k" + ++numbers : "c" + ++tensors;
                case APPLICATION -> "v" + ++computed;
            });
        }
    }

    String of(int line) {
        return names.get(line);
    }

    String tangent(int line) {
        return of(line) + "_dot";
    }

    String adjoint(int line) {
        return of(line) + "_bar";
    }
}
