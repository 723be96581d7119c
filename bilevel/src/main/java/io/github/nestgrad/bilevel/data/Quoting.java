package io.github.nestgrad.bilevel.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How pieces of foreign text appear in a message of one line: control characters escaped, long text cut. */
final class Quoting {

    private static final int LONGEST = 60;
    private static final int MOST_NAMES = 12;

    private Quoting() {
    }

    static String quoted(String text) {
        if (text.length() <= LONGEST) {
            return '"' + plain(text) + '"';
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return '"' + plain(text.substring(0, end)) + "...\"";
    }

    static String plain(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean breaksTheLine = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
            if (breaksTheLine) {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    static String names(List<String> names) {
        String list = names.stream().limit(MOST_NAMES).map(Quoting::quoted).collect(Collectors.joining(", "));
        int more = names.size() - MOST_NAMES;
        return more > 0 ? list + " and " + more + " more" : list;
    }

    /** 3.0 as 3, 0.5 as 0.5: what a file of class labels would show. */
    static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
