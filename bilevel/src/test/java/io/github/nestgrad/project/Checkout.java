package io.github.nestgrad.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the project, seen from the module folder in which its tests run. */
public final class Checkout {

    static final List<String> MODULES = List.of("linalg", "autodiff", "bilevel", "verification");

    private Checkout() {}

    public static Path root() {
        Path root = Path.of("").toAbsolutePath().getParent();
        if (!Files.exists(root.resolve("README.md")) || !Files.exists(root.resolve("linalg/pom.xml"))) {
            throw new IllegalStateException("the tests do not run in a module folder of the project: " + root);
        }
        return root;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> mainSources(String module) {
        return Stream.of("java", "java-vector")
                .map(folder -> root().resolve(module).resolve("src/main").resolve(folder))
                .filter(Files::exists)
                .flatMap(Checkout::javaFiles)
                .toList();
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
