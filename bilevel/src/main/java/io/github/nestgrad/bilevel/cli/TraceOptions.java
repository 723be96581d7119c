package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.autodiff.Program;
import io.github.nestgrad.autodiff.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The options of {@code trace}.
 *
 * @param function the function and the point
 * @param direction the direction of tangents and differences, as long as the point
 * @param columns what is shown of each line
 * @param parts what is told of the function
 * @param format how the result is written
 */
record TraceOptions(TracedFunction function, double[] direction, List<TraceColumn> columns, List<TracePart> parts,
        TraceFormat format) implements CommandLine {

    static TraceOptions of(List<String> words) {
        Arguments arguments = Arguments.of("trace", Option.OF_TRACE, words);
        TracedFunction function = function(arguments);
        double[] direction = arguments.text(Option.DIRECTION)
                .map(text -> entries(Option.DIRECTION, text, function.program()))
                .orElseGet(() -> first(function.point().length));
        List<TraceColumn> columns = Values.words(Option.COLUMNS, TraceColumn.class,
                arguments.text(Option.COLUMNS).orElse(Values.ALL), "column");
        List<TracePart> parts = Values.words(Option.PARTS, TracePart.class,
                arguments.text(Option.PARTS).orElse(TracePart.TRACE.word()), "part");
        TraceFormat format = arguments.text(Option.TRACE_FORMAT)
                .map(text -> Values.word(Option.TRACE_FORMAT, TraceFormat.class, text)).orElse(TraceFormat.TEXT);
        requireDrawable(arguments, parts, format);
        return new TraceOptions(function, direction, columns, parts, format);
    }

    private static TracedFunction function(Arguments arguments) {
        Optional<String> point = arguments.text(Option.AT);
        Optional<String> formula = arguments.text(Option.EXPRESSION);
        if (formula.isEmpty()) {
            TraceExample example = arguments.text(Option.EXAMPLE)
                    .map(text -> Values.word(Option.EXAMPLE, TraceExample.class, text))
                    .orElse(TraceExample.SPEELPENNING);
            TracedFunction function = TracedFunction.of(example);
            return point.map(text -> function.at(entries(Option.AT, text, function.program()))).orElse(function);
        }
        if (arguments.has(Option.EXAMPLE)) {
            throw UsageException.of(Option.EXAMPLE, "the function is given by --expression already; expected one of"
                    + " the two");
        }
        TracedFunction function = TracedFunction.of(expression(formula.get()), new double[0]);
        if (point.isEmpty() && !function.inputs().isEmpty()) {
            throw UsageException.of(Option.AT, "the option is missing; expected --at with "
                    + values(function.program()));
        }
        return point.map(text -> function.at(entries(Option.AT, text, function.program()))).orElse(function);
    }

    private static Expression expression(String text) {
        try {
            return Expression.parse(text);
        } catch (IllegalArgumentException e) {
            throw UsageException.of(Option.EXPRESSION, text, e.getMessage());
        }
    }

    private static double[] entries(Option option, String text, Program program) {
        double[] entries = Values.numbers(option, text);
        if (entries.length != TracedFunction.entries(program)) {
            throw UsageException.of(option, text, Words.plural(entries.length, "value") + "; expected "
                    + values(program));
        }
        return entries;
    }

    /** What a point of a function is, for messages. */
    private static String values(Program program) {
        int count = TracedFunction.entries(program);
        return count == 0 ? "none, since the function has no variable" : Words.plural(count, "number")
                + (count == 1 ? "" : " separated by commas") + ", one for each "
                + (count == program.inputs().size() ? "variable" : "entry of the arguments");
    }

    /** Along the first variable. */
    private static double[] first(int n) {
        double[] direction = new double[n];
        if (n > 0) {
            direction[0] = 1;
        }
        return direction;
    }

    private static void requireDrawable(Arguments arguments, List<TracePart> parts, TraceFormat format) {
        boolean drawable = switch (format) {
            case TEXT, JSON -> true;
            case DOT -> parts.equals(List.of(TracePart.TRACE));
            case SVG -> parts.equals(List.of(TracePart.TRACE)) || parts.equals(List.of(TracePart.DIFFERENCES));
        };
        if (!drawable) {
            throw UsageException.of(Option.PARTS, arguments.text(Option.PARTS).orElseThrow(), "--format "
                    + format.word() + " is one drawing; expected "
                    + (format == TraceFormat.DOT ? "trace" : "trace or differences") + " alone, not "
                    + parts.stream().map(TracePart::word).collect(Collectors.joining(", ")));
        }
    }
}
