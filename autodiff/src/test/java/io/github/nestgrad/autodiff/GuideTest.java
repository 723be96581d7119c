package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide in the package's description says what is there, and its numbers are right. */
class GuideTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/nestgrad/autodiff");
    private static final double THREE_DIGITS = 5e-4;

    @Test
    void theGuideNamesEveryPublicType() throws IOException {
        String guide = Files.readString(SOURCES.resolve("package-info.java")).replaceAll("\\s+\\*\\s+", " ");
        List<String> missing;
        try (Stream<Path> files = Files.list(SOURCES)) {
            missing = files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".java"))
                    .map(file -> file.replace(".java", "")).filter(GuideTest::isPublic)
                    .filter(name -> !guide.contains("{@link io.github.nestgrad.autodiff." + name + " ")
                            && !guide.contains("{@linkplain io.github.nestgrad.autodiff." + name + " "))
                    .toList();
        }
        assertEquals(List.of(), missing);
    }

    private static boolean isPublic(String name) {
        try {
            return Modifier.isPublic(Class.forName("io.github.nestgrad.autodiff." + name).getModifiers());
        } catch (ClassNotFoundException e) {
            return false; // package-info
        }
    }

    @Test
    void theExampleOfTheGuideHasTheNumbersOfTheGuide() {
        UnaryOperator<Tensor> f = x -> x.get(0).times(x.get(1)).plus(x.get(0).sin());
        Tensor x = Tensor.of(new double[] {2, 5});
        assertEquals(10.909, f.apply(x).toDouble(), THREE_DIGITS);
        assertEquals(4.584, Differentiation.jvp(f, x, Tensor.of(new double[] {1, 0})).tangent().toDouble(),
                THREE_DIGITS);
        assertArrayEquals(new double[] {4.584, 2}, Differentiation.grad(f).apply(x).toArray(), THREE_DIGITS);
        assertEquals(-0.416, x.get(0).cos().toDouble(), THREE_DIGITS);
    }
}
