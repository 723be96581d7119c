package io.github.nestgrad.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README keeps its promises: its example compiles, runs, and prints what is printed beside it. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExampleCompilesAndPrintsWhatTheReadmeSays(@TempDir Path classes) throws Exception {
        List<String> sources = blocks("java");
        List<String> outputs = blocks("text");
        assertEquals(1, sources.size(), "the README has one Java example");
        compile(sources.get(0), classes);

        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(standard);
        }
        String text = printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        assertTrue(outputs.contains(text), "the example printed\n" + text + "but the README says\n" + outputs);
    }

    @Test
    void theCommandsAreTwoLinesInOneBlock() {
        String readme = Checkout.read(Checkout.root().resolve("README.md"));
        String section = readme.substring(readme.indexOf("## Commands"));
        Matcher m = BLOCK.matcher(section);
        assertTrue(m.find() && m.group(1).equals("sh"), "Commands begins with a sh block");
        assertEquals(2, m.group(2).strip().lines().count(), m.group(2));
        assertEquals(1, blocks("sh").size(), "one sh block in all");
    }

    private static List<String> blocks(String language) {
        List<String> found = new ArrayList<>();
        Matcher m = BLOCK.matcher(Checkout.read(Checkout.root().resolve("README.md")));
        while (m.find()) {
            if (m.group(1).equals(language)) {
                found.add(m.group(2));
            }
        }
        return found;
    }

    private static void compile(String source, Path classes) {
        URI name = URI.create("string:///Example.java");
        JavaFileObject file = new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        List<String> options = List.of("-d", classes.toString(), "-Xlint:all", "-Werror", "-proc:none",
                "-classpath", System.getProperty("java.class.path"));
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(new java.io.OutputStreamWriter(messages, StandardCharsets.UTF_8), null, null, options, null,
                        List.of(file))
                .call();
        assertTrue(compiled, messages.toString(StandardCharsets.UTF_8));
    }
}
