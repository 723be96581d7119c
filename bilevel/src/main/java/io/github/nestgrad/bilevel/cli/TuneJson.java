package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.report.JsonObject;

/** The result of {@code tune} for programs. */
final class TuneJson {

    private TuneJson() {}

    static JsonObject of(Tuned tuned) {
        return new JsonObject()
                .put("problem", tuned.study().kind().word())
                .put("hyperparameters", tuned.study().hyperparameters().word())
                .put("method", tuned.options().method().word())
                .put("theta", tuned.theta())
                .put("lambda", tuned.lambda())
                .put("train", new JsonObject().put("rows", tuned.train().rows()))
                .put("validation", scores(tuned.study().kind(), tuned.validation()))
                .put("test", tuned.test().map(test -> scores(tuned.study().kind(), test)).orElse(null))
                .put("upperSteps", tuned.descent().steps())
                .putFinite("gradientNorm", tuned.descent().gradientNorm())
                .put("termination", tuned.descent().termination().name())
                .put("seconds", tuned.seconds());
    }

    private static JsonObject scores(ProblemKind kind, Scores scores) {
        JsonObject result = new JsonObject()
                .put("rows", scores.rows())
                .putFinite("objective", scores.objective())
                .putFinite(kind == ProblemKind.RIDGE ? "mse" : "logLoss", scores.measure());
        scores.accuracy().ifPresent(accuracy -> result.put("accuracy", accuracy));
        return result;
    }
}
