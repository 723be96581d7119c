package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.report.Numbers;
import io.github.nestgrad.bilevel.report.TextTable;
import io.github.nestgrad.bilevel.report.TextTable.Column;
import io.github.nestgrad.bilevel.upper.DescentResult;
import io.github.nestgrad.bilevel.upper.DescentStep;
import java.util.Arrays;
import java.util.List;

/** The result of {@code tune} for people. */
final class TuneText {

    private TuneText() {}

    static String of(Tuned tuned) {
        return facts(tuned) + "\n" + hyperparameters(tuned) + "\n" + scores(tuned) + "\n" + end(tuned);
    }

    private static Facts facts(Tuned tuned) {
        double[] start = Arrays.stream(tuned.start()).distinct().toArray();
        return StudyText.facts(tuned.study(), tuned.options().data())
                .add("method", MethodText.of(tuned.options().method(), tuned.accuracy()))
                .add("descent", "from theta = " + Numbers.list(start, 6) + " within " + tuned.options().bounds()
                        + ", at most " + Words.plural(tuned.options().upperSteps(), "step"));
    }

    private static TextTable hyperparameters(Tuned tuned) {
        List<String> names = StudyText.names(tuned.study());
        TextTable table = TextTable.of(Column.text("feature"), Column.number("theta"),
                Column.number("lambda = exp(theta)"), Column.text("at a bound"));
        for (int j = 0; j < names.size(); j++) {
            double theta = tuned.theta()[j];
            Bounds bounds = tuned.options().bounds();
            String bound = theta == bounds.low() ? "lower" : theta == bounds.high() ? "upper" : "";
            table.row(names.get(j), Numbers.fixed(theta, 6), Numbers.significant(tuned.lambda()[j], 7), bound);
        }
        return table;
    }

    private static TextTable scores(Tuned tuned) {
        boolean ridge = tuned.study().kind() == ProblemKind.RIDGE;
        TextTable table = ridge
                ? TextTable.of(Column.text("sample"), Column.number("rows"), Column.number("objective"),
                        Column.number("mean squared error"))
                : TextTable.of(Column.text("sample"), Column.number("rows"), Column.number("log-loss (objective)"),
                        Column.number("accuracy"));
        row(table, "train", tuned.train());
        row(table, "validation", tuned.validation());
        tuned.test().ifPresent(test -> row(table, "test", test));
        return table;
    }

    private static void row(TextTable table, String sample, Scores scores) {
        table.row(sample, Numbers.count(scores.rows()), Numbers.significant(scores.objective(), 8),
                scores.accuracy().isPresent() ? Numbers.percent(scores.accuracy().getAsDouble())
                        : Numbers.significant(scores.measure(), 8));
    }

    private static Facts end(Tuned tuned) {
        DescentResult descent = tuned.descent();
        String norm = "gradient norm " + Numbers.significant(descent.gradientNorm(), 3);
        DescentStep start = descent.trajectory().get(0);
        double scale = Math.max(Math.abs(start.value()), start.gradientNorm());
        String goal = Numbers.significant(tuned.tolerance() * scale, 3);
        String reason = switch (descent.termination()) {
            case CONVERGED -> norm + " is at most " + goal;
            case STEP_LIMIT -> norm + " is still above " + goal;
            case NO_DECREASE -> norm + " is above " + goal + ", but no step "
                    + (tuned.rejected() == 0 ? "lowers the objective beyond rounding" : "leads to a lower objective");
            case NOT_FINITE -> "the objective or its gradient is not a finite number at the start";
        };
        Facts facts = new Facts()
                .add("termination", Words.of(descent.termination()) + ": " + reason)
                .add("work", Words.plural(descent.steps(), "upper step") + ", "
                        + Words.plural(descent.estimates(), "hypergradient") + "; "
                        + CountsText.of(descent.counts()));
        if (tuned.rejected() > 0) {
            facts.add("rejected", Words.plural(tuned.rejected(), "trial point")
                    + " where a solve missed its tolerance; the step was shortened");
        }
        return facts.add("time", Numbers.duration(tuned.seconds()));
    }
}
