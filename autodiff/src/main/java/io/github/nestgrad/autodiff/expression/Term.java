package io.github.nestgrad.autodiff.expression;

import io.github.nestgrad.autodiff.Tensor;
import java.util.List;

/** A node of an expression. */
sealed interface Term {

    int SIGN = 3;
    int ATOM = 5;
    int LARGEST_WHOLE_EXPONENT = 64;

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
            int exponent = operator == Operator.POWER ? wholeExponent() : 0;
            return exponent > 0 ? power(base, exponent) : exponent < 0 ? power(base, -exponent).reciprocal()
                    : operator.apply(base, right.value(variables));
        }

        /** The exponent if it is a whole number other than 0 that is not large, with or without a sign; else 0. */
        private int wholeExponent() {
            boolean negative = right instanceof Negative;
            Term unsigned = right instanceof Negative sign ? sign.operand : right;
            if (unsigned instanceof Number n && n.value == Math.rint(n.value) && n.value <= LARGEST_WHOLE_EXPONENT) {
                return negative ? -(int) n.value : (int) n.value;
            }
            return 0;
        }

        /** By squaring: xⁿ = (x^(n/2))² for even n. */
        private static Tensor power(Tensor x, int n) {
            if (n == 1) {
                return x;
            }
            return n % 2 == 0 ? power(x, n / 2).squared() : power(x, n - 1).times(x);
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
