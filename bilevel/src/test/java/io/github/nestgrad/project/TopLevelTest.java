package io.github.nestgrad.project;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopLevelTest {

    private static final Set<String> ALLOWED = Set.of(
            "pom.xml", "autodiff", "linalg", "bilevel", "verification", "README.md", "LICENSE", "NOTICE");

    @Test
    void theTopLevelHoldsOnlyWhatTheDesignAllows() throws Exception {
        try (Stream<Path> entries = Files.list(Checkout.root())) {
            entries.map(p -> p.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.equals("target"))
                    .forEach(name -> assertTrue(ALLOWED.contains(name), "not allowed at the top level: " + name));
        }
    }

    @Test
    void theLicenceAndTheAttributionsAreThere() {
        assertTrue(Checkout.read(Checkout.root().resolve("LICENSE")).contains("Apache License"));
        String notice = Checkout.read(Checkout.root().resolve("NOTICE"));
        for (String source : Set.of("10.24432/C5DW2B", "10.24432/C50P49", "Efron")) {
            assertTrue(notice.contains(source), "NOTICE does not name " + source);
        }
    }
}
