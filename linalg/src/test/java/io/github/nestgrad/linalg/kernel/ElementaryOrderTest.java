package io.github.nestgrad.linalg.kernel;

import static io.github.nestgrad.linalg.kernel.ElementaryOrder.DENSE;
import static io.github.nestgrad.linalg.kernel.ElementaryOrder.ELEMENTWISE;
import static io.github.nestgrad.linalg.kernel.ElementaryOrder.REVERSED;
import static io.github.nestgrad.linalg.kernel.ElementaryOrder.ROWS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * No elementwise or row kernel allocates in the steady state, whatever kernels the program has used before it: each
 * order in a fresh JVM; run for each kernel set.
 */
class ElementaryOrderTest {

    @Test
    void rowsFirst() throws IOException, InterruptedException {
        requireNoAllocation(ROWS, ELEMENTWISE, DENSE);
    }

    @Test
    void denseProductsAndFactorizationsFirst() throws IOException, InterruptedException {
        requireNoAllocation(DENSE, ELEMENTWISE, ROWS);
    }

    @Test
    void backwards() throws IOException, InterruptedException {
        requireNoAllocation(ROWS, ELEMENTWISE, REVERSED, DENSE);
    }

    private static void requireNoAllocation(String... groups) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        if (KernelProvider.name().equals("vector")) {
            command.add("--add-modules=jdk.incubator.vector");
        }
        command.add("-Dnestgrad.kernels=" + KernelProvider.name());
        command.add(ElementaryOrder.class.getName());
        command.addAll(List.of(groups));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), String.join(", ", groups) + ": " + output);
    }
}
