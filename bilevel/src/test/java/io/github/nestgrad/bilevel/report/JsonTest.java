package io.github.nestgrad.bilevel.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void membersKeepTheirOrder() {
        JsonObject json = new JsonObject().put("z", 1).put("a", 0.1).put("theta", new double[] {-1.5, 1e300})
                .put("counts", new JsonObject().put("jvp", 3L)).put("names", JsonArray.of(List.of("x", "y")))
                .put("missing", (String) null).put("nothing", (JsonObject) null).putNull("none").put("ok", true);
        assertEquals("{\"z\":1,\"a\":0.1,\"theta\":[-1.5,1.0E300],\"counts\":{\"jvp\":3},\"names\":[\"x\",\"y\"],"
                + "\"missing\":null,\"nothing\":null,\"none\":null,\"ok\":true}", json.toString());
        assertEquals("{}", new JsonObject().toString());
        assertEquals("[]", new JsonArray().toString());
    }

    @Test
    void stringsAreEscaped() {
        assertEquals("\"a\\\"b\\\\c\\n\\r\\t\\u0000\\u007f\\u2028\"", JsonText.quote("a\"b\\c\n\r\t\0\u007f\u2028"));
        assertEquals("\"é日\uD83D\uDE00\"", JsonText.quote("é日\uD83D\uDE00"));
        assertEquals("\"\uD83D\uDE00\"", JsonText.quote("\uD83D\uDE00"));
        assertEquals("\"\\ud83d\"", JsonText.quote("\uD83D"));
        assertEquals("\"\\ude00\\ud83d\"", JsonText.quote("\uDE00\uD83D"));
    }

    @Test
    void numbersThatAreNoneAreRefusedByName() {
        assertEquals("json: \"value\" is NaN; expected a finite number", fault(() ->
                new JsonObject().put("value", Double.NaN)));
        assertEquals("json: \"gradient\"[1] is -Infinity; expected a finite number", fault(() ->
                new JsonObject().put("gradient", new double[] {1, Double.NEGATIVE_INFINITY})));
        assertEquals("json: the array[2] is Infinity; expected a finite number", fault(() ->
                new JsonArray().add(1).add(2).add(Double.POSITIVE_INFINITY)));
    }

    @Test
    void numbersThatAreNoneAreNullWhereThatIsAskedFor() {
        assertEquals("{\"a\":null,\"b\":0.5,\"c\":[1.0,null,null]}", new JsonObject().putFinite("a", Double.NaN)
                .putFinite("b", 0.5).putFinite("c", new double[] {1, Double.POSITIVE_INFINITY, Double.NaN}).toString());
    }

    @Test
    void aKeyStandsOnce() {
        assertEquals("json: the object has a member \"a\" already", fault(() ->
                new JsonObject().put("a", 1).put("a", 2)));
    }

    @Test
    void whatIsPutInIsWrittenAtOnce() {
        JsonObject inner = new JsonObject().put("a", 1);
        JsonObject outer = new JsonObject().put("inner", inner);
        inner.put("b", 2);
        assertEquals("{\"inner\":{\"a\":1}}", outer.toString());
    }

    private static String fault(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }
}
