package io.github.nestgrad.bilevel.data;

/**
 * The numbers a data file may hold: {@code [+-] digits [. digits] [e [+-] digits]}, or with the digits after the point
 * alone. {@code Double.parseDouble} takes more: hexadecimal floats, a trailing {@code d} or {@code f}, NaN.
 */
final class DecimalNumber {

    private DecimalNumber() {
    }

    static boolean isDecimal(String text) {
        int at = skipSign(text, 0);
        int afterWhole = skipDigits(text, at);
        int digits = afterWhole - at;
        at = afterWhole;
        if (at < text.length() && text.charAt(at) == '.') {
            int afterFraction = skipDigits(text, at + 1);
            digits += afterFraction - at - 1;
            at = afterFraction;
        }
        if (digits == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = skipSign(text, at + 1);
            at = skipDigits(text, exponent);
            if (at == exponent) {
                return false;
            }
        }
        return at == text.length();
    }

    private static int skipSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int skipDigits(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
