package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.report.Numbers;
import io.github.nestgrad.bilevel.report.TextTable;
import io.github.nestgrad.bilevel.report.TextTable.Column;
import java.util.List;
import java.util.stream.Stream;

/** The result of {@code hypergradient} for people. */
final class HypergradientText {

    private HypergradientText() {}

    static String of(Compared compared) {
        return StudyText.facts(compared.study(), compared.options().data()) + "\n" + gradients(compared) + "\n"
                + solves(compared) + "\n" + methods(compared);
    }

    /** A row for each θ, a column for each method. */
    private static TextTable gradients(Compared compared) {
        List<Estimate> estimates = compared.estimates();
        TextTable table = TextTable.of(Stream.concat(
                Stream.of(Column.text("derivative in"), Column.number("theta")),
                estimates.stream().map(estimate -> Column.number(estimate.method().word())))
                .toArray(Column[]::new));
        List<String> names = StudyText.names(compared.study());
        for (int j = 0; j < names.size(); j++) {
            int row = j;
            table.row(Stream.concat(
                    Stream.of(names.get(row), Numbers.significant(compared.theta()[row], 8)),
                    estimates.stream().map(e -> Numbers.significant(e.hypergradient().gradient()[row], 10)))
                    .toArray(String[]::new));
        }
        return table;
    }

    private static TextTable solves(Compared compared) {
        TextTable table = TextTable.of(Column.text("method"), Column.number("objective"),
                Column.number("lower residual"), Column.number("steps"), Column.number("linear residual"),
                Column.number("steps"), Column.text("termination"), Column.number("time"));
        for (Estimate estimate : compared.estimates()) {
            Hypergradient h = estimate.hypergradient();
            table.row(estimate.method().word(), Numbers.significant(h.value(), 10),
                    Numbers.significant(h.lower().relativeResidual(), 2), Numbers.count(h.lower().steps()),
                    h.adjoint().map(linear -> Numbers.significant(linear.relativeResidual(), 2)).orElse("-"),
                    h.adjoint().map(linear -> Numbers.count(linear.iterations())).orElse("-"),
                    Words.of(h.termination()), Numbers.duration(estimate.seconds()));
        }
        return table;
    }

    private static Facts methods(Compared compared) {
        Facts facts = new Facts();
        for (Estimate estimate : compared.estimates()) {
            facts.add("method", MethodText.of(estimate.method(), compared.accuracy()));
            facts.add("", CountsText.of(estimate.hypergradient().counts()));
        }
        return facts.add("residuals", "relative to the right-hand side, or to the lower gradient at w = 0");
    }
}
