package io.github.nestgrad.bilevel.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The reference results of {@code references.json}, computed by other programs (numpy, scipy, scikit-learn): values are
 * nested maps, lists and doubles. A path such as {@code scalar.golden.2.F} leads into them.
 */
public final class References {

    private final Map<String, Object> root;

    private References(Map<String, Object> root) {
        this.root = root;
    }

    public static References load() {
        try (InputStream stream = References.class.getResourceAsStream("/references.json")) {
            return new References(TestJson.object(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One entry of {@code problems}, such as {@code ridge_diabetes}. */
    public Map<String, Object> problem(String name) {
        return map(root, "problems." + name);
    }

    /** One entry of {@code splits}, such as {@code embed/diabetes.csv.gz}. */
    public Map<String, Object> split(String file) {
        return map(map(root, "splits"), List.of(file));
    }

    public static double number(Map<String, Object> from, String path) {
        return (Double) at(from, List.of(path.split("\\.")));
    }

    public static double[] numbers(Map<String, Object> from, String path) {
        List<?> list = (List<?>) at(from, List.of(path.split("\\.")));
        return list.stream().mapToDouble(value -> (Double) value).toArray();
    }

    public static Map<String, Object> map(Map<String, Object> from, String path) {
        return map(from, List.of(path.split("\\.")));
    }

    /** A list of maps, such as the golden points. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> maps(Map<String, Object> from, String path) {
        return (List<Map<String, Object>>) at(from, List.of(path.split("\\.")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> from, List<String> path) {
        return (Map<String, Object>) at(from, path);
    }

    private static Object at(Object from, List<String> path) {
        Object value = from;
        for (String key : path) {
            value = value instanceof List<?> list ? list.get(Integer.parseInt(key)) : ((Map<?, ?>) value).get(key);
            if (value == null) {
                throw new IllegalArgumentException("references: no " + key + " on the path " + path);
            }
        }
        return value;
    }
}
