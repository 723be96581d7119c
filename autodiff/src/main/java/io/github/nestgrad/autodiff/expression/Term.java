package io.github.nestgrad.autodiff.expression;

import io.github.nestgrad.autodiff.Tensor;
import java.util.List;

/** A node of an expression. */
sealed interface Term {

    int SIGN = 3;
    int ATOM = 5;

    /** The value, with the variables x1, x2, …. */
    Tensor value(List<Tensor> variables);

    /** Reading the text gives an equal term. */
    String text();

    /** How strongly the term holds together in its text. */
    int precedence();

    /** The greatest number of a variable in it; 0 if there is none. */
    int variables();

    /** The text as an operand of something that binds with a strength. */
    default String operand(int strength) {
        return precedence() >= strength ? text() : "(" + text() + ")";
    }

    /** A number, not negative. */
    record Number(double value) implements Term {
        @Override
        public Tensor value(List<Tensor> variables) {
            return Tensor.of(value);
        }

        @Override
        public String text() {
            String text = Double.toString(value);
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }

        @Override
        public int precedence() {
            return ATOM;
        }

        @Override
        public int variables() {
            return 0;
        }
    }

    /** A variable, counted from 1. */
    record Variable(int number) implements Term {
        @Override
        public Tensor value(List<Tensor> variables) {
            return variables.get(number - 1);
        }

        @Override
        public String text() {
            return "x" + number;
        }

        @Override
        public int precedence() {
            return ATOM;
        }

        @Override
        public int variables() {
            return number;
        }
    }

    /** A minus sign before an operand. */
    record Negative(Term operand) implements Term {
        @Override
        public Tensor value(List<Tensor> variables) {
            return operand.value(variables).negated();
        }

        @Override
        public String text() {
            return "-" + operand.operand(SIGN);
        }

        @Override
        public int precedence() {
            return SIGN;
        }

        @Override
        public int variables() {
            return operand.variables();
        }
    }

    /** A function of one argument. */
    record Call(Function function, Term argument) implements Term {
        @Override
        public Tensor value(List<Tensor> variables) {
            return function.apply(argument.value(variables));
        }

        @Override
        public String text() {
            return function.word() + "(" + argument.text() + ")";
        }

        @Override
        public int precedence() {
            return ATOM;
        }

        @Override
        public int variables() {
            return argument.variables();
        }
    }

    /** An operator between two operands. */
    record Operation(Operator operator, Term left, Term right) implements Term {
        @Override
        public Tensor value(List<Tensor> variables) {
            Tensor base = left.value(variables);
            return operator == Operator.POWER && right.variables() == 0
                    ? power(base, right.value(variables).toDouble())
                    : operator.apply(base, right.value(variables));
        }

        /** A constant exponent asks for no logarithm of the base; a square costs a product, and its derivative too. */
        private static Tensor power(Tensor x, double exponent) {
            return exponent == 2 ? x.squared() : x.pow(exponent);
        }

        @Override
        public String text() {
            int own = operator.precedence();
            // a power groups to the right, and takes a signed exponent as it is
            String first = left.operand(operator == Operator.POWER ? ATOM : own);
            String second = right.operand(operator == Operator.POWER ? SIGN : own + 1);
            return operator == Operator.POWER ? first + "^" + second : first + " " + operator.sign() + " " + second;
        }

        @Override
        public int precedence() {
            return operator.precedence();
        }

        @Override
        public int variables() {
            return Math.max(left.variables(), right.variables());
        }
    }
}
