package io.github.nestgrad.bilevel.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nestgrad.bilevel.testing.TestJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class JsonProperties {

    @Property(tries = 300)
    void whatIsWrittenReadsBack(@ForAll @IntRange(min = 0, max = 4) int depth, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Object> expected = new LinkedHashMap<>();
        String text = randomObject(random, depth, expected).toString();
        Object actual = TestJson.parse(text);
        assertEquals(expected, actual);
        assertEquals(expected.toString(), actual.toString(), "the order of the members");
        assertEquals(1, text.lines().count());
    }

    @Property(tries = 1000)
    void everyDoubleReadsBackBitByBit(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            double read = (Double) TestJson.object(new JsonObject().put("x", value).toString()).get("x");
            assertEquals(bits, Double.doubleToRawLongBits(read));
        }
    }

    @Property(tries = 300)
    void everyStringReadsBack(@ForAll String text) {
        assertEquals(text, TestJson.parse(JsonText.quote(text)));
    }

    private static JsonObject randomObject(SplittableRandom random, int depth, Map<String, Object> expected) {
        JsonObject object = new JsonObject();
        int members = random.nextInt(5);
        for (int i = 0; i < members; i++) {
            String key = i + randomString(random);
            switch (random.nextInt(depth > 0 ? 8 : 6)) {
                case 0 -> {
                    double value = Math.scalb(random.nextDouble() - 0.5, random.nextInt(-1070, 1020));
                    object.put(key, value);
                    expected.put(key, value);
                }
                case 1 -> {
                    int value = random.nextInt();
                    object.put(key, value);
                    expected.put(key, (double) value);
                }
                case 2 -> {
                    boolean value = random.nextBoolean();
                    object.put(key, value);
                    expected.put(key, value);
                }
                case 3 -> {
                    String value = randomString(random);
                    object.put(key, value);
                    expected.put(key, value);
                }
                case 4 -> {
                    object.putNull(key);
                    expected.put(key, null);
                }
                case 5 -> {
                    double[] values = random.doubles(random.nextInt(4)).toArray();
                    object.put(key, values);
                    expected.put(key, Arrays.stream(values).boxed().toList());
                }
                case 6 -> {
                    Map<String, Object> inner = new LinkedHashMap<>();
                    object.put(key, randomObject(random, depth - 1, inner));
                    expected.put(key, inner);
                }
                default -> {
                    List<Object> inner = new ArrayList<>();
                    object.put(key, randomArray(random, depth - 1, inner));
                    expected.put(key, inner);
                }
            }
        }
        return object;
    }

    private static JsonArray randomArray(SplittableRandom random, int depth, List<Object> expected) {
        JsonArray array = new JsonArray();
        int elements = random.nextInt(4);
        for (int i = 0; i < elements; i++) {
            String string = randomString(random);
            Map<String, Object> object = new LinkedHashMap<>();
            List<Object> inner = new ArrayList<>();
            double number = random.nextDouble();
            array.add(string).add(randomObject(random, Math.max(0, depth - 1), object)).add(number).add(i).add(i == 1)
                    .add(new JsonArray()).add((String) null);
            expected.add(string);
            expected.add(object);
            expected.add(number);
            expected.add((double) i);
            expected.add(i == 1);
            expected.add(inner);
            expected.add(null);
        }
        return array;
    }

    private static String randomString(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            // ASCII with its control characters, or any unit of UTF-16, paired or not
            text.append((char) random.nextInt(random.nextInt(3) == 0 ? 0x10000 : 0x80));
        }
        return text.toString();
    }
}
