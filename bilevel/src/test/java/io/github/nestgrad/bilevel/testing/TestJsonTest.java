package io.github.nestgrad.bilevel.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge is judged by examples of the standard. */
class TestJsonTest {

    @Test
    void readsEveryKindOfValue() {
        Object value = TestJson.parse(
                " {\"a\" : [1, -2.5e3, 0], \"b\":\"x\\u0041\\n\\\"\",\"c\":[true,false,null],\"d\":{}} ");
        assertEquals("{a=[1.0, -2500.0, 0.0], b=xA\n\", c=[true, false, null], d={}}", value.toString());
        assertEquals(new ArrayList<>(Arrays.asList(1.0, null)), TestJson.parse("[1,null]"));
        assertEquals(List.of(), TestJson.parse("[ ]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "NaN", "Infinity", "-", "01", "1.",
        ".5", "+1", "1e", "'a'", "\"a", "\"\n\"", "\"\\x\"", "\"\\u12\"", "tru", "1 2", "{a:1}", "[1 2]", "{\"a\" 1}"})
    void rejectsWhatTheGrammarDoesNotHave(String text) {
        assertThrows(RuntimeException.class, () -> TestJson.parse(text));
    }

    @Test
    void readsTheReferences() {
        References references = References.load();
        double theta = References.number(references.problem("ridge_diabetes"), "golden_scalar.0.theta");
        assertEquals(-6, theta);
        assertThrows(IllegalArgumentException.class, () -> references.problem("none"));
    }
}
