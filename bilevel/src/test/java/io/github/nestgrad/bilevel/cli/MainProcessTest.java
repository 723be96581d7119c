package io.github.nestgrad.bilevel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shows only from outside: the status of the process, its kernels, its encoding. */
class MainProcessTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"help,0", "tune --hyperparameters scalar,0", "tune --theta 1,2",
        "hypergradient --theta 0 --methods exact,0"})
    void theStatusIsThatOfTheRun(String line, int status) throws Exception {
        Run run = run(List.of(), line.split(" "));
        assertEquals(status, run.status(), run.err());
        assertEquals(status == 0 ? 0 : 1, run.err().lines().count(), run.err());
        assertEquals(status == 0, !run.out().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"vector,the module jdk.incubator.vector is absent", "fast,no such kernel set"})
    void kernelsThatAreAbsentAreOneLine(String kernels, String expected) throws Exception {
        Run run = run(List.of("-Dnestgrad.kernels=" + kernels), "tune");
        assertEquals(2, run.status());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(expected), run.err());
    }

    @Test
    void outputIsUtf8WhateverThePlatform() throws Exception {
        Path file = Files.writeString(folder.resolve("t.csv"), "größe,y\n1,2\n2,5\n3,1\n4,4\n5,2\n");
        Run run = run(List.of("-Dfile.encoding=US-ASCII"), "tune", "--data", file.toString(), "--upper-steps", "1");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("\ngröße "), run.out());
    }

    @Test
    void tooLittleMemoryIsOneLine() throws Exception {
        Run run = run(List.of("-Xmx16m"), "hypergradient", "--theta", "-6", "--methods", "itd", "--lower-steps",
                "100000000");
        assertEquals(1, run.status());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("out of memory: "), run.err());
    }

    @Test
    void outputThatCannotBeWrittenIsSaid() throws Exception {
        Path full = Path.of("/dev/full");
        // Linux alone has such a device, and no file of ours can be made to refuse what is written
        assumeTrue(Files.isWritable(full), "there is no device that is always full");
        Run run = run(ProcessBuilder.Redirect.to(full.toFile()), List.of(), "help");
        assertEquals(1, run.status());
        assertEquals("standard output: not all of the result could be written", run.err().strip());
    }

    private Run run(List<String> jvmOptions, String... words) throws IOException, InterruptedException {
        return run(ProcessBuilder.Redirect.to(folder.resolve("out").toFile()), jvmOptions, words);
    }

    private Run run(ProcessBuilder.Redirect out, List<String> jvmOptions, String... words)
            throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path")));
        command.addAll(jvmOptions);
        command.add(Main.class.getName());
        command.addAll(List.of(words));
        File err = folder.resolve("err").toFile();
        int status = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start().waitFor();
        Path written = folder.resolve("out");
        return new Run(status, Files.exists(written) ? Files.readString(written) : "",
                Files.readString(err.toPath(), StandardCharsets.UTF_8));
    }
}
