package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.data.CsvReader;
import io.github.nestgrad.bilevel.data.Dataset;
import io.github.nestgrad.bilevel.data.EmbeddedData;
import io.github.nestgrad.bilevel.data.Preparation;
import io.github.nestgrad.bilevel.data.Table;
import io.github.nestgrad.bilevel.data.Task;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The options that say what the data are.
 *
 * @param source where the tables come from
 * @param target the name of the target column; empty for the last
 * @param splitSeed the seed of the split of one table
 * @param standardize whether to standardise; empty for true, but for the embedded digits
 */
record DataOptions(DataSource source, Optional<String> target, long splitSeed, Optional<Boolean> standardize) {

    static final EmbeddedData DEFAULT_DATA = EmbeddedData.DIABETES;

    static final long DEFAULT_SEED = 42;

    static DataOptions of(Arguments arguments) {
        Optional<Boolean> standardize = arguments.text(Option.STANDARDIZE)
                .map(text -> Values.truth(Option.STANDARDIZE, text));
        long seed = arguments.text(Option.SPLIT_SEED)
                .map(text -> Values.whole(Option.SPLIT_SEED, text, Long.MIN_VALUE, Long.MAX_VALUE))
                .orElse(DEFAULT_SEED);
        return new DataOptions(source(arguments), arguments.text(Option.TARGET), seed, standardize);
    }

    private static DataSource source(Arguments arguments) {
        List<Option> sources = Stream.of(Option.EMBEDDED, Option.DATA, Option.TRAIN).filter(arguments::has).toList();
        if (sources.size() > 1) {
            throw UsageException.of(sources.get(1), "the data are given by " + sources.get(0)
                    + " already; expected one of --embedded, --data, or --train with --validation");
        }
        if (arguments.has(Option.TRAIN)) {
            return files(arguments);
        }
        for (Option option : List.of(Option.VALIDATION, Option.TEST)) {
            if (arguments.has(option)) {
                throw UsageException.of(option, "a file for this part alone; expected --train and --validation with"
                        + " it, or --data with one file to be split");
            }
        }
        if (arguments.has(Option.DATA)) {
            return new DataSource.OneFile(path(arguments, Option.DATA));
        }
        return new DataSource.Embedded(arguments.text(Option.EMBEDDED).map(DataOptions::embedded)
                .orElse(DEFAULT_DATA));
    }

    private static DataSource files(Arguments arguments) {
        if (!arguments.has(Option.VALIDATION)) {
            throw UsageException.of(Option.TRAIN,
                    "a file for this part alone; expected --validation with it, or --data with one file to be split");
        }
        if (arguments.has(Option.SPLIT_SEED)) {
            throw UsageException.of(Option.SPLIT_SEED,
                    "nothing is split when --train and --validation are given; expected it with --data or --embedded");
        }
        return new DataSource.Files(path(arguments, Option.TRAIN), path(arguments, Option.VALIDATION),
                arguments.has(Option.TEST) ? Optional.of(path(arguments, Option.TEST)) : Optional.empty());
    }

    private static Path path(Arguments arguments, Option option) {
        String text = arguments.text(option).orElseThrow();
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw UsageException.of(option, text, "not the name of a file; expected " + option.expected());
        }
    }

    private static EmbeddedData embedded(String name) {
        return EmbeddedData.of(name).orElseThrow(() -> Values.unknownWord(Option.EMBEDDED, name,
                Stream.of(EmbeddedData.values()).map(EmbeddedData::id).toList()));
    }

    /**
     * Reads, splits and prepares the data. Without a problem, an embedded data set brings its own task, and the values
     * of any other target decide it.
     */
    Dataset load(Optional<ProblemKind> problem) {
        Optional<Task> task = problem.map(ProblemKind::task);
        Preparation how = new Preparation(target, task, standardize.orElse(true));
        if (source instanceof DataSource.Embedded embedded) {
            EmbeddedData data = embedded.data();
            Table table = data.table();
            boolean ownTarget = target.map(table.columns()::indexOf).orElse(-1) == table.columns().size() - 1
                    || target.isEmpty();
            how = new Preparation(target, task.or(() -> ownTarget ? Optional.of(data.task()) : Optional.empty()),
                    standardize.orElse(data.standardizedByDefault()));
            return Dataset.split(table, how, splitSeed);
        }
        if (source instanceof DataSource.OneFile one) {
            return Dataset.split(CsvReader.read(one.file()), how, splitSeed);
        }
        DataSource.Files files = (DataSource.Files) source;
        Table train = CsvReader.read(files.train());
        Table validation = CsvReader.read(files.validation());
        if (files.test().isPresent()) {
            return Dataset.of(train, validation, CsvReader.read(files.test().get()), how);
        }
        return Dataset.of(train, validation, how);
    }
}
