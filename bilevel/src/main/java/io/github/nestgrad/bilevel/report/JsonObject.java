package io.github.nestgrad.bilevel.report;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * A JSON object that grows member by member and keeps their order.
 *
 * <p>What is put in is written at once: an object or array that changes afterwards does not change its owner. Not for
 * use by several threads at a time.
 */
public final class JsonObject {

    private final StringBuilder members = new StringBuilder();
    private final Set<String> keys = new HashSet<>();

    /** Makes an object without members. */
    public JsonObject() {
    }

    /**
     * Adds a number, in full precision: reading it gives the same double.
     *
     * @param key the key
     * @param value the number
     * @return this object
     * @throws IllegalArgumentException if the number is not finite, or the object has the key
     */
    public JsonObject put(String key, double value) {
        return member(key, JsonText.number(value, JsonText.quote(key)));
    }

    /**
     * Adds a whole number.
     *
     * @param key the key
     * @param value the number
     * @return this object
     * @throws IllegalArgumentException if the object has the key
     */
    public JsonObject put(String key, long value) {
        return member(key, Long.toString(value));
    }

    /**
     * Adds a truth value.
     *
     * @param key the key
     * @param value the truth value
     * @return this object
     * @throws IllegalArgumentException if the object has the key
     */
    public JsonObject put(String key, boolean value) {
        return member(key, Boolean.toString(value));
    }

    /**
     * Adds a string.
     *
     * @param key the key
     * @param value the string; null is written as {@code null}
     * @return this object
     * @throws IllegalArgumentException if the object has the key
     */
    public JsonObject put(String key, String value) {
        return member(key, value == null ? "null" : JsonText.quote(value));
    }

    /**
     * Adds an array of numbers, in full precision.
     *
     * @param key the key
     * @param values the numbers
     * @return this object
     * @throws IllegalArgumentException if a number is not finite, or the object has the key
     */
    public JsonObject put(String key, double[] values) {
        return member(key, JsonArray.of(JsonText.quote(key), values).toString());
    }

    /**
     * Adds an object.
     *
     * @param key the key
     * @param value the object as it is now; null is written as {@code null}
     * @return this object
     * @throws IllegalArgumentException if the object has the key
     */
    public JsonObject put(String key, JsonObject value) {
        return member(key, Objects.toString(value));
    }

    /**
     * Adds an array.
     *
     * @param key the key
     * @param value the array as it is now; null is written as {@code null}
     * @return this object
     * @throws IllegalArgumentException if the object has the key
     */
    public JsonObject put(String key, JsonArray value) {
        return member(key, Objects.toString(value));
    }

    /**
     * Adds a number that may be none: {@code null} if it is not finite, which JSON cannot say.
     *
     * @param key the key
     * @param value the number
     * @return this object
     * @throws IllegalArgumentException if the object has the key
     */
    public JsonObject putFinite(String key, double value) {
        return Double.isFinite(value) ? put(key, value) : putNull(key);
    }

    /**
     * Adds an array of numbers, each {@code null} if it is not finite.
     *
     * @param key the key
     * @param values the numbers
     * @return this object
     * @throws IllegalArgumentException if the object has the key
     */
    public JsonObject putFinite(String key, double[] values) {
        JsonArray array = new JsonArray();
        for (double value : values) {
            if (Double.isFinite(value)) {
                array.add(value);
            } else {
                array.add((String) null);
            }
        }
        return put(key, array);
    }

    /**
     * Adds {@code null}.
     *
     * @param key the key
     * @return this object
     * @throws IllegalArgumentException if the object has the key
     */
    public JsonObject putNull(String key) {
        return member(key, "null");
    }

    private JsonObject member(String key, String value) {
        if (!keys.add(key)) {
            throw new IllegalArgumentException("json: the object has a member " + JsonText.quote(key) + " already");
        }
        members.append(members.isEmpty() ? "" : ",").append(JsonText.quote(key)).append(':').append(value);
        return this;
    }

    /**
     * Returns the JSON text.
     *
     * @return the text, on one line
     */
    @Override
    public String toString() {
        return "{" + members + "}";
    }
}
