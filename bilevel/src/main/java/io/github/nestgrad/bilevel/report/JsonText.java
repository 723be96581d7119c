package io.github.nestgrad.bilevel.report;

import java.util.Locale;

/** How values look in JSON (RFC 8259). */
public final class JsonText {

    private JsonText() {
    }

    /**
     * Returns a string between quotation marks; all of it is on one line.
     *
     * @param text the string
     * @return the JSON string: quotation marks, backslashes, control characters, the Unicode line ends and unpaired
     *     surrogates escaped
     */
    public static String quote(String text) {
        StringBuilder result = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> result.append("\\\"");
                case '\\' -> result.append("\\\\");
                case '\n' -> result.append("\\n");
                case '\r' -> result.append("\\r");
                case '\t' -> result.append("\\t");
                default -> {
                    if (isPlain(text, i)) {
                        result.append(c);
                    } else {
                        result.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    }
                }
            }
        }
        return result.append('"').toString();
    }

    /** The name of the value is for the message alone. */
    static String number(double value, String name) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("json: " + name + " is " + value + "; expected a finite number");
        }
        return Double.toString(value);
    }

    private static boolean isPlain(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return !Character.isISOControl(c) && c != '\u2028' && c != '\u2029';
    }
}
