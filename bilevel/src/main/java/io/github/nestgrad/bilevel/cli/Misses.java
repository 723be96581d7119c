package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.LowerSolution;
import io.github.nestgrad.bilevel.report.Numbers;
import io.github.nestgrad.linalg.solver.LinearSolution;
import io.github.nestgrad.linalg.solver.Termination;
import java.util.ArrayList;
import java.util.List;

/** Which solves of an estimate missed what they were asked for, and by how much. */
final class Misses {

    private Misses() {}

    /** A sentence for each; none if all is well. */
    static List<String> of(Hypergradient estimate, Method method, Accuracy accuracy) {
        List<String> result = new ArrayList<>();
        LowerSolution lower = estimate.lower();
        if (!lower.termination().isSatisfied()) {
            result.add(sentence("lower", lower.termination(), lower.steps(), lower.relativeResidual(),
                    accuracy.lowerGoal(method)));
        }
        estimate.adjoint().filter(linear -> !linear.termination().isSatisfied()).ifPresent(linear ->
                result.add(sentence("linear", linear.termination(), linear.iterations(), linear.relativeResidual(),
                        accuracy.linearGoal(method))));
        if (result.isEmpty() && !estimate.isSatisfied()) {
            result.add("the objective or its gradient is not a finite number; expected one");
        }
        return result;
    }

    private static String sentence(String solve, Termination reason, int steps, double residual, String goal) {
        return "the " + solve + " solve reached a relative residual of " + Numbers.significant(residual, 3) + " after "
                + Words.plural(steps, "step") + " (" + Words.of(reason) + "); expected " + goal;
    }
}
