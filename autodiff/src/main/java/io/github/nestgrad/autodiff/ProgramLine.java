package io.github.nestgrad.autodiff;

import java.util.Arrays;
import java.util.List;

/**
 * One value of a {@link Program}, for those who look at it.
 *
 * @param number the place in {@link Program#lines}; the inputs come first, and a value after those it is made of
 * @param kind where the value comes from
 * @param operation the name of the operation as error messages show it, {@code input} or {@code constant}
 * @param arguments the numbers of the lines that the operation is applied to, in its order
 * @param shape the shape of the value
 * @param view whether the value lies in the memory of its argument
 * @param cost the operations on single numbers that make the value, an addition counted as 1, a multiplication as 2 and
 *     a nonlinear operation as 8, as in Griewank and Walther, <i>Evaluating Derivatives</i>, 2nd ed., section 3.3
 */
public record ProgramLine(int number, Kind kind, String operation, List<Integer> arguments, Shape shape,
        boolean view, long cost) {

    /** Where the value of a line comes from. */
    public enum Kind {
        /** It is given for each run. */
        INPUT,
        /** It was known when the program was recorded. */
        CONSTANT,
        /** An operation makes it of earlier values. */
        APPLICATION
    }

    /**
     * Keeps its own list of arguments.
     *
     * @param number the place in {@link Program#lines}
     * @param kind where the value comes from
     * @param operation the name of the operation
     * @param arguments the numbers of the lines that the operation is applied to; copied
     * @param shape the shape of the value
     * @param view whether the value lies in the memory of its argument
     * @param cost the weighted operations
     */
    public ProgramLine {
        arguments = List.copyOf(arguments);
    }

    static ProgramLine of(int number, Line line, Shape... arguments) {
        Kind kind = line.isInput() ? Kind.INPUT : line.isConstant() ? Kind.CONSTANT : Kind.APPLICATION;
        String operation = switch (kind) {
            case INPUT -> "input";
            case CONSTANT -> "constant";
            case APPLICATION -> line.primitive().operation();
        };
        return new ProgramLine(number, kind, operation,
                Arrays.stream(line.arguments()).boxed().toList(), line.shape(), line.isView(),
                line.isApplication() ? line.primitive().cost(arguments) : 0);
    }

    /**
     * Whether an operation makes this value.
     *
     * @return whether the kind is {@link Kind#APPLICATION}
     */
    public boolean isApplication() {
        return kind == Kind.APPLICATION;
    }

    /**
     * Whether this value was known when the program was recorded.
     *
     * @return whether the kind is {@link Kind#CONSTANT}
     */
    public boolean isConstant() {
        return kind == Kind.CONSTANT;
    }
}
