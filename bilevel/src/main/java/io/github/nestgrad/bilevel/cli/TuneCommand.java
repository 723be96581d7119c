package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.upper.DescentResult;

/** Runs {@code tune}. */
final class TuneCommand {

    private TuneCommand() {}

    static Result run(TuneOptions options, Progress progress) {
        progress.say("tune: reading the data");
        Study study = Study.of(options.data(), options.problem(), options.hyperparameters());
        double[] start = study.thetas(options.start(), Option.START);
        Accuracy accuracy = Accuracy.of(options.lowerSteps(), options.linearSteps());
        WatchedDescent watched = new WatchedDescent(
                Estimators.of(options.method(), accuracy), options.method(), accuracy, progress);
        long before = System.nanoTime();
        DescentResult descent = watched.minimize(study.problem(), start, options.bounds(), options.upperSteps(),
                options.tolerance().orElse(TuneOptions.DEFAULT_TOLERANCE));
        double seconds = (System.nanoTime() - before) / 1e9;
        double[] weights = descent.hypergradient().w();
        Tuned tuned = new Tuned(options, study, start, accuracy, descent, watched.rejected(), seconds,
                Scores.of(study, study.data().train(), weights),
                Scores.of(study, study.data().validation(), weights),
                study.data().test().map(test -> Scores.of(study, test, weights)));
        String output = switch (options.format()) {
            case TEXT -> TuneText.of(tuned);
            case JSON -> TuneJson.of(tuned) + "\n";
        };
        return new Result(output, watched.misses());
    }
}
