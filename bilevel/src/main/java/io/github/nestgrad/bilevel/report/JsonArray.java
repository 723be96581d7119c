package io.github.nestgrad.bilevel.report;

import java.util.List;
import java.util.Objects;

/**
 * A JSON array that grows element by element.
 *
 * <p>What is added is written at once: an object or array that changes afterwards does not change its owner. Not for
 * use by several threads at a time.
 */
public final class JsonArray {

    private final StringBuilder elements = new StringBuilder();
    private final String name;
    private int size;

    /** Makes an array without elements. */
    public JsonArray() {
        this("the array");
    }

    private JsonArray(String name) {
        this.name = name;
    }

    static JsonArray of(String name, double[] values) {
        JsonArray result = new JsonArray(name);
        for (double value : values) {
            result.add(value);
        }
        return result;
    }

    /**
     * Returns an array of strings.
     *
     * @param values the strings
     * @return the array
     */
    public static JsonArray of(List<String> values) {
        JsonArray result = new JsonArray();
        values.forEach(result::add);
        return result;
    }

    /**
     * Adds a number, in full precision: reading it gives the same double.
     *
     * @param value the number
     * @return this array
     * @throws IllegalArgumentException if the number is not finite
     */
    public JsonArray add(double value) {
        return element(JsonText.number(value, name + "[" + size + "]"));
    }

    /**
     * Adds a whole number.
     *
     * @param value the number
     * @return this array
     */
    public JsonArray add(long value) {
        return element(Long.toString(value));
    }

    /**
     * Adds a truth value.
     *
     * @param value the truth value
     * @return this array
     */
    public JsonArray add(boolean value) {
        return element(Boolean.toString(value));
    }

    /**
     * Adds a string.
     *
     * @param value the string; null is written as {@code null}
     * @return this array
     */
    public JsonArray add(String value) {
        return element(value == null ? "null" : JsonText.quote(value));
    }

    /**
     * Adds an object.
     *
     * @param value the object as it is now; null is written as {@code null}
     * @return this array
     */
    public JsonArray add(JsonObject value) {
        return element(Objects.toString(value));
    }

    /**
     * Adds an array.
     *
     * @param value the array as it is now; null is written as {@code null}
     * @return this array
     */
    public JsonArray add(JsonArray value) {
        return element(Objects.toString(value));
    }

    private JsonArray element(String value) {
        elements.append(size == 0 ? "" : ",").append(value);
        size++;
        return this;
    }

    /**
     * Returns the JSON text.
     *
     * @return the text, on one line
     */
    @Override
    public String toString() {
        return "[" + elements + "]";
    }
}
