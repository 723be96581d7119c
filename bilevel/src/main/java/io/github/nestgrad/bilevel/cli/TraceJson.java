package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.autodiff.trace.DifferenceCurve;
import io.github.nestgrad.autodiff.trace.EvaluationTrace;
import io.github.nestgrad.autodiff.trace.ModeCounts;
import io.github.nestgrad.autodiff.trace.SweepStep;
import io.github.nestgrad.autodiff.trace.TraceLine;
import io.github.nestgrad.bilevel.report.JsonArray;
import io.github.nestgrad.bilevel.report.JsonObject;
import java.util.Locale;
import java.util.Optional;

/** The result of {@code trace} for programs; tensors are arrays of their entries, row by row. */
final class TraceJson {

    private TraceJson() {}

    static JsonObject of(TraceOptions options) {
        JsonObject json = new JsonObject()
                .put("function", options.function().title())
                .put("point", options.function().point())
                .put("direction", options.direction());
        for (TracePart part : options.parts()) {
            switch (part) {
                case TRACE -> trace(json, TraceCommand.trace(options));
                case COUNTS -> json.put("counts", counts(options));
                case DIFFERENCES -> json.put("differences", differences(TraceCommand.differences(options)));
            }
        }
        return json;
    }

    private static void trace(JsonObject json, EvaluationTrace trace) {
        JsonArray lines = new JsonArray();
        trace.lines().forEach(line -> lines.add(line(trace, line)));
        json.put("result", trace.result().name()).put("lines", lines);
        if (trace.hasAdjoints()) {
            JsonArray steps = new JsonArray();
            trace.sweep().forEach(step -> steps.add(step(step)));
            json.put("reverseSweep", steps);
        }
    }

    private static JsonObject line(EvaluationTrace trace, TraceLine line) {
        JsonArray arguments = new JsonArray();
        line.line().arguments().forEach(i -> arguments.add(trace.lines().get(i).name()));
        Shape shape = line.line().shape();
        JsonObject json = new JsonObject()
                .put("name", line.name())
                .put("kind", line.line().kind().name().toLowerCase(Locale.ROOT))
                .put("operation", line.line().operation())
                .put("formula", line.formula())
                .put("arguments", arguments)
                .put("shape", shape.toString())
                .putFinite("value", line.primal().toArray());
        if (trace.hasTangents()) {
            json.put("tangentFormula", line.tangentFormula().orElse(null));
            derivative(json, "tangent", line.tangent());
        }
        if (trace.hasAdjoints()) {
            derivative(json, "adjoint", line.adjoint());
        }
        return json;
    }

    /** A derivative that there is none of is {@code null}. */
    private static void derivative(JsonObject json, String key, Optional<Tensor> derivative) {
        derivative.ifPresentOrElse(tensor -> json.putFinite(key, tensor.toArray()), () -> json.putNull(key));
    }

    private static JsonObject step(SweepStep step) {
        return new JsonObject()
                .put("from", step.from().isEmpty() ? null : step.from())
                .put("to", step.target())
                .put("formula", step.formula())
                .putFinite("contribution", step.contribution().toArray())
                .putFinite("sum", step.sum().toArray());
    }

    private static JsonArray counts(TraceOptions options) {
        JsonArray counts = new JsonArray();
        for (ModeCounts each : ModeCounts.of(options.function().program())) {
            JsonObject json = new JsonObject()
                    .put("mode", each.mode().word())
                    .put("operations", each.operations())
                    .put("cost", each.cost())
                    .put("bytes", each.bytes());
            each.tapeBytes().ifPresentOrElse(bytes -> json.put("tapeBytes", bytes), () -> json.putNull("tapeBytes"));
            counts.add(json);
        }
        return counts;
    }

    private static JsonObject differences(DifferenceCurve curve) {
        JsonArray points = new JsonArray();
        for (DifferenceCurve.Point point : curve.points()) {
            points.add(new JsonObject()
                    .put("step", point.step())
                    .putFinite("forward", point.forward())
                    .putFinite("central", point.central()));
        }
        return new JsonObject()
                .putFinite("derivative", curve.derivative())
                .put("bestForward", curve.bestForward())
                .put("bestCentral", curve.bestCentral())
                .put("errors", points);
    }
}
