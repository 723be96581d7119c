package io.github.nestgrad.bilevel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.bilevel.testing.TestJson;
import io.github.nestgrad.project.Checkout;
import io.github.nestgrad.verification.Ridders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceCommandTest {

    private static final double ROUNDING = 32 * Math.ulp(1.0);

    private static final int WIDEST = 160;
    private static final double DIFFERENCE_DIGITS = 1e-8;

    private static List<Map<String, Object>> list(Object json) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Object element : (List<?>) json) {
            Map<String, Object> object = new LinkedHashMap<>();
            ((Map<?, ?>) element).forEach((key, value) -> object.put((String) key, value));
            objects.add(object);
        }
        return objects;
    }

    private static Optional<Map<String, Object>> named(Object lines, String name) {
        return list(lines).stream().filter(line -> line.get("name").equals(name)).findFirst();
    }

    @Test
    void speelpenningsProductIsTheDefault() {
        assertEquals(Run.of("trace", "--example", "speelpenning", "--at", "2,3,5,7").done().out(),
                Run.of("trace").done().out());
        String out = Run.of("trace").out();
        for (String line : List.of("function   Speelpenning's product x1 x2 x3 x4", "point      2, 3, 5, 7",
                "direction  1, 0, 0, 0", " v-3  x1             2        1      105", "result v3 = 210",
                "v3    v0_bar += v3_bar * v2      30       30")) {
            assertTrue(out.lines().anyMatch(line::equals), line + " is not in\n" + out);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theGradientOfAnExampleIsThatOfItsFunction(TraceExample example) {
        TracedFunction function = TracedFunction.of(example);
        Map<String, Object> json = Run.json("trace --example " + example.word());
        List<Object> gradient = new ArrayList<>();
        for (Map<String, Object> line : list(json.get("lines"))) {
            if (line.get("kind").equals("input")) {
                gradient.addAll((List<?>) line.get("adjoint"));
            }
        }
        assertEquals(function.point().length, gradient.size());
        for (int i = 0; i < gradient.size(); i++) {
            double[] direction = new double[gradient.size()];
            direction[i] = 1;
            double expected = Ridders.differentiate(
                    x -> function.program().apply(function.arguments(x))[0].toDouble(), function.point(), direction)
                    .derivative();
            assertEquals(expected, (double) gradient.get(i), DIFFERENCE_DIGITS * (1 + Math.abs(expected)));
        }
    }

    @Test
    void aGradientStepIsThatOfRidgeRegressionByHand() {
        // X = (1 0; 1 1; 1 2), y = (1, 2, 2): ∇g = Xᵀ(X w − y) + λ w, w' = w − ∇g/4, E = ½ (w'₁ + 3 w'₂ − 3)²
        double[] w = {0.5, -0.5};
        double lambda = 0.1;
        double[] r = {w[0] - 1, w[0] + w[1] - 2, w[0] + 2 * w[1] - 2};
        double first = w[0] - (r[0] + r[1] + r[2] + lambda * w[0]) / 4;
        double second = w[1] - (r[1] + 2 * r[2] + lambda * w[1]) / 4;
        double miss = first + 3 * second - 3;
        Map<String, Object> json = Run.json("trace --example gradient-step");
        Map<String, Object> result = named(json.get("lines"), (String) json.get("result")).orElseThrow();
        assertEquals(miss * miss / 2, (double) ((List<?>) result.get("value")).get(0), ROUNDING);
        Map<String, Object> byLambda = named(json.get("lines"), "v0").orElseThrow();
        assertEquals("lambda", byLambda.get("formula"));
        assertEquals(-miss * (w[0] + 3 * w[1]) / 4, (double) ((List<?>) byLambda.get("adjoint")).get(0), ROUNDING);
    }

    @Test
    void aFormulaIsTracedAtItsPoint() {
        Map<String, Object> json = TestJson.object(Run.of("trace", "--expression", "x1 ^ 2 * exp(x2)", "--at", "-3,0",
                "--direction", "0,2", "--format", "json").done().out());
        assertEquals("x1^2 * exp(x2)", json.get("function"));
        assertEquals(List.of(-3.0, 0.0), json.get("point"));
        Map<String, Object> result = named(json.get("lines"), (String) json.get("result")).orElseThrow();
        assertEquals(List.of(9.0), result.get("value"));
        assertEquals(List.of(18.0), result.get("tangent"));
        assertEquals(List.of(-6.0), named(json.get("lines"), "v-1").orElseThrow().get("adjoint"));
        assertEquals(List.of(9.0), named(json.get("lines"), "v0").orElseThrow().get("adjoint"));
        List<Map<String, Object>> sweep = list(json.get("reverseSweep"));
        assertEquals("v3_bar = 1", sweep.get(0).get("formula"));
        assertEquals(List.of(-6.0), sweep.get(sweep.size() - 1).get("sum"));
    }

    @ParameterizedTest
    @CsvSource({"primal,false,false", "forward,true,false", "reverse,false,true", "'forward,reverse',true,true",
        "all,true,true"})
    void columnsAreThoseAskedFor(String columns, boolean tangents, boolean adjoints) {
        String out = Run.of("trace", "--columns", columns).done().out();
        assertEquals(tangents, out.contains("tangent"));
        assertEquals(adjoints, out.contains("adjoint"));
        Map<String, Object> json =
                TestJson.object(Run.of("trace", "--columns", columns, "--format", "json").done().out());
        assertEquals(tangents, list(json.get("lines")).get(0).containsKey("tangent"));
        assertEquals(adjoints, json.containsKey("reverseSweep"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace --parts all", "trace --example network --parts all",
        "trace --example gradient-step --parts counts,trace", "trace --expression log(x1) --at -1 --parts all",
        "trace --expression 1/x1 --at 0 --parts all", "trace --expression 2^3 --parts all",
        "trace --expression x1-x1 --at 1 --parts all"})
    void textsAreAsciiAndJsonIsOneObject(String line) {
        String out = Run.line(line).done().out();
        assertTrue(out.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 127), out);
        assertTrue(out.lines().allMatch(l -> l.length() <= WIDEST && l.equals(l.stripTrailing())), out);
        assertTrue(out.endsWith("\n"));
        Map<String, Object> json = Run.json(line);
        assertTrue(json.containsKey("lines") && json.containsKey("counts"), json.keySet().toString());
    }

    @Test
    void partsComeInTheOrderAskedFor() {
        String out = Run.line("trace --parts differences,counts").done().out();
        assertFalse(out.contains("reverse sweep"));
        assertTrue(out.indexOf("forward error") < out.indexOf("operations"));
        Map<String, Object> json = Run.json("trace --parts differences,counts --direction 0,1,0,0");
        assertEquals(List.of("function", "point", "direction", "differences", "counts"),
                List.copyOf(json.keySet()));
        assertEquals(70.0, ((Map<?, ?>) json.get("differences")).get("derivative"));
        assertEquals(6, list(json.get("counts")).size());
        assertEquals(3.0, list(json.get("counts")).get(0).get("operations"));
    }

    @Test
    void drawingsAreWellFormedAndAlwaysTheSame() throws Exception {
        for (String line : List.of("trace", "trace --example network", "trace --example gradient-step",
                "trace --parts differences")) {
            String svg = Run.line(line + " --format svg").done().out();
            assertEquals("svg", DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))).getDocumentElement()
                    .getTagName());
            assertEquals(svg, Run.line(line + " --format svg").out());
        }
        String dot = Run.line("trace --format dot").done().out();
        assertTrue(dot.startsWith("digraph trace {\n") && dot.endsWith("}\n"), dot);
        assertTrue(dot.contains("\"v2\" -> \"v3\";"), dot);
    }

    /** The first block that begins with a command line has its output behind it. */
    @Test
    void theReadmeShowsWhatIsPrinted() throws IOException {
        String readme = Files.readString(Checkout.root().resolve("README.md"));
        Matcher example = Pattern.compile("```\\n\\$ java -jar bilevel/target/nestgrad.jar (trace [^\\n]*)\\n(.*?)```",
                Pattern.DOTALL).matcher(readme);
        assertTrue(example.find(), "the README has no example of trace");
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(example.group(1));
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        assertEquals(example.group(2), Run.of(words.toArray(String[]::new)).done().out());
    }
}
