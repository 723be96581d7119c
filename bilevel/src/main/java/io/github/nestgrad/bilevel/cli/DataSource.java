package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.data.EmbeddedData;
import java.nio.file.Path;
import java.util.Optional;

/** Where tables come from. */
sealed interface DataSource {

    /** A data set of the library, to be split. */
    record Embedded(EmbeddedData data) implements DataSource {
    }

    /** One file, to be split. */
    record OneFile(Path file) implements DataSource {
    }

    /** A file for each part. */
    record Files(Path train, Path validation, Optional<Path> test) implements DataSource {
    }
}
