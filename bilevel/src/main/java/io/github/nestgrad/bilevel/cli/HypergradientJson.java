package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.OracleCounts;
import io.github.nestgrad.bilevel.report.JsonArray;
import io.github.nestgrad.bilevel.report.JsonObject;

/** The result of {@code hypergradient} for programs; both residuals are relative. */
final class HypergradientJson {

    private HypergradientJson() {}

    static JsonObject of(Compared compared) {
        JsonArray results = new JsonArray();
        compared.estimates().forEach(estimate -> results.add(result(estimate)));
        return new JsonObject()
                .put("problem", compared.study().kind().word())
                .put("hyperparameters", compared.study().hyperparameters().word())
                .put("theta", compared.theta())
                .put("results", results);
    }

    private static JsonObject result(Estimate estimate) {
        Hypergradient hypergradient = estimate.hypergradient();
        JsonObject result = new JsonObject()
                .put("method", estimate.method().word())
                .putFinite("value", hypergradient.value())
                .putFinite("gradient", hypergradient.gradient())
                .putFinite("lowerResidual", hypergradient.lower().relativeResidual());
        hypergradient.adjoint().ifPresentOrElse(
                linear -> result.putFinite("linearResidual", linear.relativeResidual()),
                () -> result.putNull("linearResidual"));
        return result
                .put("termination", hypergradient.termination().name())
                .put("counts", counts(hypergradient.counts()))
                .put("seconds", estimate.seconds());
    }

    private static JsonObject counts(OracleCounts counts) {
        return new JsonObject()
                .put("upperEvaluations", counts.upperEvaluations())
                .put("evaluations", counts.evaluations())
                .put("jvps", counts.jvps())
                .put("vjps", counts.vjps())
                .put("hvps", counts.hvps());
    }
}
