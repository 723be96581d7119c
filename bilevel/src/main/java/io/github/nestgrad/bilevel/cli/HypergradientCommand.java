package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.Hypergradient;
import io.github.nestgrad.bilevel.HypergradientEstimator;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code hypergradient}. */
final class HypergradientCommand {

    private HypergradientCommand() {}

    static Result run(HypergradientOptions options, Progress progress) {
        progress.say("hypergradient: reading the data");
        Study study = Study.of(options.data(), options.problem(), options.hyperparameters());
        double[] theta = study.thetas(options.theta(), Option.THETA);
        Accuracy accuracy = Accuracy.of(options.lowerSteps(), options.linearSteps());
        List<Estimate> estimates = new ArrayList<>();
        List<String> misses = new ArrayList<>();
        for (Method method : options.methods()) {
            progress.say("hypergradient: " + method.word() + " (" + (estimates.size() + 1) + " of "
                    + options.methods().size() + ")");
            HypergradientEstimator estimator = Estimators.of(method, accuracy);
            long before = System.nanoTime();
            Hypergradient hypergradient = estimator.estimate(study.problem(), theta);
            estimates.add(new Estimate(method, hypergradient, (System.nanoTime() - before) / 1e9));
            Misses.of(hypergradient, method, accuracy)
                    .forEach(miss -> misses.add("hypergradient: " + method.word() + ": " + miss));
        }
        Compared compared = new Compared(options, study, theta, accuracy, estimates);
        String output = switch (options.format()) {
            case TEXT -> HypergradientText.of(compared);
            case JSON -> HypergradientJson.of(compared) + "\n";
        };
        return new Result(output, misses);
    }
}
