package io.github.nestgrad.autodiff.trace;

import io.github.nestgrad.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An evaluation trace as tables. */
final class TraceText {

    private TraceText() {}

    static String of(EvaluationTrace trace) {
        TraceLine result = trace.result();
        String name = result.isInlined() ? "constant" : result.name();
        String text = lines(trace) + "\nresult " + name + " = " + Digits.of(result.primal()) + "\n";
        if (trace.hasTangents()) {
            text += "\nforward sweep\n" + forward(trace);
        }
        if (trace.hasAdjoints()) {
            text += "\nreverse sweep\n" + reverse(trace);
        }
        return text;
    }

    private static AlignedTable lines(EvaluationTrace trace) {
        List<String> headers = new ArrayList<>(List.of(">line", "formula", ">value"));
        if (trace.hasTangents()) {
            headers.add(">tangent");
        }
        if (trace.hasAdjoints()) {
            headers.add(">adjoint");
        }
        AlignedTable table = new AlignedTable(headers.toArray(String[]::new));
        for (TraceLine line : trace.lines()) {
            if (line.isInlined()) {
                continue;
            }
            List<String> cells = new ArrayList<>(List.of(line.name(), line.formula(), Digits.of(line.primal())));
            if (trace.hasTangents()) {
                cells.add(derivative(line, line.tangent()));
            }
            if (trace.hasAdjoints()) {
                cells.add(derivative(line, line.adjoint()));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    /** A constant has no derivative, and what nothing leads to has a derivative of zero. */
    static String derivative(TraceLine line, Optional<Tensor> derivative) {
        return derivative.map(Digits::of).orElse(line.line().isConstant() ? "-" : "0");
    }

    private static AlignedTable forward(EvaluationTrace trace) {
        AlignedTable table = new AlignedTable("step", ">tangent");
        for (TraceLine line : trace.lines()) {
            line.tangent().ifPresent(tangent -> table.row(
                    line.name() + "_dot = " + line.tangentFormula().orElse("direction of " + line.formula()),
                    Digits.of(tangent)));
        }
        return table;
    }

    private static AlignedTable reverse(EvaluationTrace trace) {
        AlignedTable table = new AlignedTable("from", "step", ">adds", ">adjoint");
        for (SweepStep step : trace.sweep()) {
            table.row(step.from(), step.formula(), step.from().isEmpty() ? "" : Digits.of(step.contribution()),
                    Digits.of(step.sum()));
        }
        return table;
    }
}
