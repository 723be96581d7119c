package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.autodiff.trace.DifferenceCurve;
import io.github.nestgrad.autodiff.trace.EvaluationTrace;
import io.github.nestgrad.autodiff.trace.ModeCounts;
import io.github.nestgrad.bilevel.report.Numbers;
import java.util.List;

/** Runs {@code trace}. */
final class TraceCommand {

    private static final int POINT_DIGITS = 6;

    private TraceCommand() {}

    static Result run(TraceOptions options) {
        String output = switch (options.format()) {
            case TEXT -> text(options);
            case DOT -> trace(options).toDot();
            case SVG -> options.parts().contains(TracePart.TRACE) ? trace(options).toSvg()
                    : differences(options).toSvg();
            case JSON -> TraceJson.of(options) + "\n";
        };
        return new Result(output, List.of());
    }

    static EvaluationTrace trace(TraceOptions options) {
        TracedFunction function = options.function();
        EvaluationTrace trace = EvaluationTrace.of(function.program(), function.inputs(),
                function.arguments(function.point()));
        if (options.columns().contains(TraceColumn.FORWARD)) {
            trace = trace.withTangents(function.arguments(options.direction()));
        }
        return options.columns().contains(TraceColumn.REVERSE) ? trace.withAdjoints() : trace;
    }

    static DifferenceCurve differences(TraceOptions options) {
        return DifferenceCurve.of(t -> options.function().along(options.direction(), t), 0);
    }

    private static String list(double[] entries) {
        return entries.length == 0 ? "none" : Numbers.list(entries, POINT_DIGITS);
    }

    private static String text(TraceOptions options) {
        TracedFunction function = options.function();
        Facts facts = new Facts().add("function", function.title()).add("point", list(function.point()));
        if (options.columns().contains(TraceColumn.FORWARD) || options.parts().contains(TracePart.DIFFERENCES)) {
            facts.add("direction", list(options.direction()));
        }
        StringBuilder text = new StringBuilder(facts.toString());
        for (TracePart part : options.parts()) {
            text.append('\n').append(switch (part) {
                case TRACE -> trace(options).toText();
                case COUNTS -> ModeCounts.toText(ModeCounts.of(function.program()));
                case DIFFERENCES -> differences(options).toText();
            });
        }
        return text.toString();
    }
}
