package io.github.nestgrad.autodiff.expression;

import io.github.nestgrad.autodiff.Program;
import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import java.util.Collections;
import java.util.List;

/**
 * A function of numbers x1, x2, …, written as a formula: {@code log(x1) + x1 * x2 - sin(x2)}.
 *
 * <p>The syntax, from weak to strong: {@code +} and {@code -}; {@code *} and {@code /}; a sign; {@code ^}. Sums,
 * differences, products and quotients group to the left, powers to the right: {@code 2^3^2} is 2⁹, {@code -x1^2} is
 * −(x1²), {@code 2^-1} is ½. Operands are decimal numbers ({@code 3}, {@code .5}, {@code 1e-3}), variables {@code x1}
 * to {@code x9999}, parentheses, and the functions {@code abs cos exp expm1 log log1p relu sigmoid sin softplus sqrt
 * tanh} with their argument in parentheses. Nothing is multiplied without a sign: {@code 2 x1} is an error.
 *
 * <p>A power whose exponent holds no variable is {@link Tensor#pow(double)}, any other {@link Tensor#pow(Tensor)}. A
 * negative base takes a whole exponent; if that is a variable, there is no derivative in it. Immutable.
 */
public final class Expression {

    private final Term term;

    private Expression(Term term) {
        this.term = term;
    }

    /**
     * Reads a formula.
     *
     * @param text the formula, at most 2000 characters
     * @return the function
     * @throws IllegalArgumentException if it does not follow the syntax; the message begins with the column, counted
     *     from 1, and says what stands there and what was expected
     */
    public static Expression parse(String text) {
        return new Expression(Parser.parse(text));
    }

    /**
     * How many variables the function has.
     *
     * @return the greatest number of a variable in the formula; 0 if there is none
     */
    public int variables() {
        return term.variables();
    }

    /**
     * The value.
     *
     * @param x the variables, scalars, at least {@link #variables} of them
     * @return the value, a scalar
     * @throws IllegalArgumentException if there are too few variables, or one of them is not a scalar
     */
    public Tensor apply(Tensor... x) {
        if (x.length < variables()) {
            throw new IllegalArgumentException("expression: x" + variables() + " has no value: " + x.length
                    + " are given");
        }
        for (Tensor variable : x) {
            if (!variable.shape().isScalar()) {
                throw new IllegalArgumentException("expression: a variable is a " + variable.shape()
                        + " (expected a scalar)");
            }
        }
        return term.value(List.of(x));
    }

    /**
     * The function as a program, with a scalar argument for each variable.
     *
     * @return a new program
     */
    public Program program() {
        Shape[] inputs = Collections.nCopies(variables(), Shape.scalar()).toArray(Shape[]::new);
        return Program.ofSeveral(x -> new Tensor[] {apply(x)}, inputs);
    }

    /**
     * The formula with no parentheses but those that are needed.
     *
     * @return a text that reads as an equal expression
     */
    @Override
    public String toString() {
        return term.text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression expression && term.equals(expression.term);
    }

    @Override
    public int hashCode() {
        return term.hashCode();
    }
}
