package io.github.nestgrad.autodiff.expression;

import java.util.Optional;

/**
 * A parser by recursive descent, a method for each rule of the grammar.
 *
 * <pre>
 *   sum     = product { ("+" | "-") product }
 *   product = signed { ("*" | "/") signed }
 *   signed  = ("-" | "+") signed | power
 *   power   = atom [ "^" signed ]
 *   atom    = number | variable | function "(" sum ")" | "(" sum ")"
 * </pre>
 */
final class Parser {

    private static final int LONGEST = 2000;
    private static final int DEEPEST = 200;
    private static final String OPERAND = "a number, a variable, a function, '(' or a sign";

    private final String text;
    private int at;
    private int depth;

    private Parser(String text) {
        this.text = text;
    }

    static Term parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("the expression has " + text.length() + " characters (expected at most "
                    + LONGEST + ")");
        }
        Parser parser = new Parser(text);
        Term term = parser.sum();
        if (parser.peek() != 0) {
            throw parser.error("an operator or the end");
        }
        return term;
    }

    private Term sum() {
        Term left = product();
        while (true) {
            if (takes('+')) {
                left = new Term.Operation(Operator.PLUS, left, product());
            } else if (takes('-')) {
                left = new Term.Operation(Operator.MINUS, left, product());
            } else {
                return left;
            }
        }
    }

    private Term product() {
        Term left = signed();
        while (true) {
            if (takes('*')) {
                left = new Term.Operation(Operator.TIMES, left, signed());
            } else if (takes('/')) {
                left = new Term.Operation(Operator.DIVIDED, left, signed());
            } else {
                return left;
            }
        }
    }

    private Term signed() {
        enter();
        Term term = takes('-') ? new Term.Negative(signed()) : takes('+') ? signed() : power();
        depth--;
        return term;
    }

    private Term power() {
        Term base = atom();
        return takes('^') ? new Term.Operation(Operator.POWER, base, signed()) : base;
    }

    private Term atom() {
        char c = peek();
        if (c >= '0' && c <= '9' || c == '.') {
            return number();
        }
        if (isLetter(c)) {
            return named();
        }
        if (!takes('(')) {
            throw error(OPERAND);
        }
        return closed();
    }

    /** What stands between parentheses, the first of which is behind us. */
    private Term closed() {
        Term term = sum();
        if (!takes(')')) {
            throw error("an operator or ')'");
        }
        return term;
    }

    private Term number() {
        int from = at;
        skipDigits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            skipDigits();
        }
        if (at == from + 1 && text.charAt(from) == '.') {
            throw error("a digit after the point");
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            int digits = at;
            skipDigits();
            if (at == digits) {
                throw error("the digits of an exponent");
            }
        }
        double value = Double.parseDouble(text.substring(from, at));
        if (Double.isInfinite(value)) {
            throw error(from, "a number that a double can hold");
        }
        return new Term.Number(value);
    }

    private void skipDigits() {
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
    }

    private Term named() {
        int from = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || Character.isDigit(text.charAt(at)))) {
            at++;
        }
        String name = text.substring(from, at);
        if (name.matches("x[1-9][0-9]{0,3}")) {
            return new Term.Variable(Integer.parseInt(name.substring(1)));
        }
        Optional<Function> function = Function.of(name);
        if (function.isEmpty()) {
            throw error(from, "a variable x1, x2, ... or one of " + String.join(", ", Function.WORDS));
        }
        if (!takes('(')) {
            throw error("'(' after " + name);
        }
        return new Term.Call(function.get(), closed());
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw error("parentheses and signs at most " + DEEPEST + " deep");
        }
    }

    private boolean takes(char sign) {
        if (peek() != sign) {
            return false;
        }
        at++;
        return true;
    }

    /** The next character that is no space; 0 at the end. */
    private char peek() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private IllegalArgumentException error(String expected) {
        peek();
        return error(at, expected);
    }

    /** Columns count from 1; what stands there is shown, a word as a whole. */
    private IllegalArgumentException error(int from, String expected) {
        return new IllegalArgumentException("column " + (from + 1) + ": " + shown(from) + "; expected " + expected);
    }

    private String shown(int from) {
        if (from >= text.length()) {
            return "the end";
        }
        int to = from;
        while (to < text.length() && (Character.isLetterOrDigit(text.charAt(to)) || text.charAt(to) == '.')) {
            to++;
        }
        int end = to > from ? Math.min(to, from + 20) : text.offsetByCodePoints(from, 1);
        String found = text.substring(from, end);
        return found.codePoints().allMatch(c -> c > 0x20 && c < 0x7f) ? "'" + found + "'"
                : String.format("U+%04X", text.codePointAt(from));
    }
}
