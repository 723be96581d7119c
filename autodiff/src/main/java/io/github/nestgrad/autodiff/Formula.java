package io.github.nestgrad.autodiff;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A piece of a formula: its text, and how strongly it holds together when it becomes part of a larger one.
 *
 * <p>Sums and products group to the left, so an operand on the right is put into parentheses if it is of the same kind:
 * a formula shows the order of rounding.
 */
record Formula(String text, Binding binding) {

    /** From weak to strong. */
    enum Binding { COMPARISON, SUM, PRODUCT, POWER, ATOM }

    /** A name, which stands anywhere. */
    static Formula name(String name) {
        return new Formula(name, Binding.ATOM);
    }

    /** A number, with no digit more than are needed to read the same double. */
    static Formula number(double value) {
        String text = Double.toString(value);
        String shown = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return new Formula(shown, shown.startsWith("-") ? Binding.PRODUCT : Binding.ATOM);
    }

    static Formula call(String function, Formula... arguments) {
        String list = Arrays.stream(arguments).map(Formula::text).collect(Collectors.joining(", "));
        return new Formula(function + "(" + list + ")", Binding.ATOM);
    }

    Formula plus(Formula other) {
        return joined(" + ", other, Binding.SUM);
    }

    Formula minus(Formula other) {
        return joined(" - ", other, Binding.SUM);
    }

    Formula times(Formula other) {
        return joined(" * ", other, Binding.PRODUCT);
    }

    Formula dividedBy(Formula other) {
        return joined(" / ", other, Binding.PRODUCT);
    }

    Formula negated() {
        // (−a) b and −(a b) have the same bits, so that the sign may stand before a product
        return new Formula("-" + unsigned(Binding.PRODUCT), Binding.PRODUCT);
    }

    Formula power(Formula exponent) {
        return new Formula(atLeast(Binding.ATOM) + "^" + exponent.atLeast(Binding.ATOM), Binding.POWER);
    }

    /** A relation with another formula; relations are not chained, so either side has parentheses if it is one. */
    Formula compared(String sign, Formula other) {
        return new Formula(atLeast(Binding.SUM) + " " + sign + " " + other.unsigned(Binding.SUM), Binding.COMPARISON);
    }

    /** An entry, or a range of entries, of a vector. */
    Formula at(String index) {
        return new Formula(atLeast(Binding.ATOM) + "[" + index + "]", Binding.ATOM);
    }

    private Formula joined(String operator, Formula other, Binding own) {
        Binding stronger = Binding.values()[own.ordinal() + 1];
        return new Formula(atLeast(own) + operator + other.unsigned(stronger), own);
    }

    private String unsigned(Binding needed) {
        return text.startsWith("-") ? "(" + text + ")" : atLeast(needed);
    }

    private String atLeast(Binding needed) {
        return binding.compareTo(needed) >= 0 ? text : "(" + text + ")";
    }
}
