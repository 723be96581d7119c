package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.data.Dataset;
import io.github.nestgrad.bilevel.data.Sample;
import io.github.nestgrad.bilevel.report.JsonText;
import io.github.nestgrad.linalg.KernelSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was chosen, by the user or for them: data, problem, kernels. */
final class StudyText {

    private StudyText() {}

    static Facts facts(Study study, DataOptions options) {
        Dataset data = study.data();
        Facts facts = new Facts()
                .add("data", source(data, options.source()) + ", target " + Words.name(data.target()))
                .add("rows", rows(data, options))
                .add("features", features(data))
                .add("problem", problem(study))
                .add("kernels", Words.of(KernelSet.inUse()));
        data.notes().forEach(note -> facts.add("note", note));
        return facts;
    }

    /** The names of the θ. */
    static List<String> names(Study study) {
        return study.hyperparameters() == Hyperparameters.SCALAR ? List.of("(all)")
                : study.data().features().stream().map(Words::name).toList();
    }

    private static String source(Dataset data, DataSource source) {
        String quoted = JsonText.quote(data.source());
        return source instanceof DataSource.Embedded ? data.source() + " (embedded)" : quoted;
    }

    private static String rows(Dataset data, DataOptions options) {
        String parts = data.train().rows() + " train, " + data.validation().rows() + " validation, "
                + data.test().map(Sample::rows).orElse(0) + " test";
        return parts + (options.source() instanceof DataSource.Files ? " (a file each)"
                : " (split with seed " + options.splitSeed() + ")");
    }

    private static String features(Dataset data) {
        int own = data.features().size() - (data.task() == ProblemKind.RIDGE.task() ? 0 : 1);
        return own + (data.isStandardized() ? ", standardised by the training rows" : ", as they are")
                + (data.task() == ProblemKind.RIDGE.task()
                        ? "; target centred by its training mean" : "; and a constant column");
    }

    private static String problem(Study study) {
        String model = switch (study.kind()) {
            case RIDGE -> "ridge regression";
            case LOGISTIC -> "logistic regression";
            case SOFTMAX -> "softmax regression";
        };
        String classes = switch (study.kind()) {
            case RIDGE -> "";
            case LOGISTIC -> ", classes " + classes(study.data()) + " as -1 and +1";
            case SOFTMAX -> ", " + study.data().classes().length + " classes " + classes(study.data());
        };
        return model + classes + ", " + (study.hyperparameters() == Hyperparameters.SCALAR
                ? "one theta" : "a theta for each feature");
    }

    private static String classes(Dataset data) {
        double[] classes = data.classes();
        int most = 12;
        String shown = IntStream.range(0, Math.min(most, classes.length)).mapToObj(k -> number(classes[k]))
                .collect(Collectors.joining(", "));
        return classes.length > most ? shown + ", ..." : shown;
    }

    private static String number(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }
}
