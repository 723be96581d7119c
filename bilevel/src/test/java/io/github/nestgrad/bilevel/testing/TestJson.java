package io.github.nestgrad.bilevel.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A strict reader of JSON (RFC 8259), the judge of the writer. Objects become maps in their order, arrays lists,
 * numbers doubles; a key given twice, and whatever the grammar does not have, is an error.
 */
public final class TestJson {

    private final String text;
    private int at;

    private TestJson(String text) {
        this.text = text;
    }

    public static Object parse(String text) {
        TestJson reader = new TestJson(text);
        Object value = reader.value();
        reader.space();
        if (reader.at != text.length()) {
            throw reader.error("the end");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(String text) {
        return (Map<String, Object>) parse(text);
    }

    private Object value() {
        space();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        take('{');
        space();
        if (peek() == '}') {
            take('}');
            return members;
        }
        while (true) {
            space();
            String key = string();
            if (members.containsKey(key)) {
                throw error("a key other than " + key);
            }
            space();
            take(':');
            members.put(key, value());
            space();
            if (peek() == '}') {
                take('}');
                return members;
            }
            take(',');
        }
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        take('[');
        space();
        if (peek() == ']') {
            take(']');
            return elements;
        }
        while (true) {
            elements.add(value());
            space();
            if (peek() == ']') {
                take(']');
                return elements;
            }
            take(',');
        }
    }

    private String string() {
        take('"');
        StringBuilder result = new StringBuilder();
        while (peek() != '"') {
            char c = (char) peek();
            if (c < ' ' || at >= text.length()) {
                throw error("a character of a string");
            }
            at++;
            result.append(c == '\\' ? escaped() : c);
        }
        take('"');
        return result.toString();
    }

    private char escaped() {
        char c = (char) peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                String digits = text.substring(at, at + 4);
                if (!digits.matches("[0-9a-fA-F]{4}")) {
                    throw error("four hexadecimal digits");
                }
                at += 4;
                yield (char) Integer.parseInt(digits, 16);
            }
            default -> throw error("an escape");
        };
    }

    private Double number() {
        int from = at;
        while ("+-.eE0123456789".indexOf(peek()) >= 0) {
            at++;
        }
        String number = text.substring(from, at);
        if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw error("a value");
        }
        return Double.valueOf(number);
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw error(word);
        }
        at += word.length();
        return value;
    }

    private void space() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
            at++;
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw error("'" + expected + "'");
        }
        at++;
    }

    private IllegalArgumentException error(String expected) {
        return new IllegalArgumentException("offset " + at + ": expected " + expected);
    }
}
