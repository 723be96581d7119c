package io.github.nestgrad.autodiff.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.autodiff.Differentiation;
import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

    private static final double ROUNDING = 4 * Math.ulp(1.0);

    private static final String OPERAND = "a number, a variable, a function, '(' or a sign";
    private static final String NAME =
            "a variable x1, x2, ... or one of abs, cos, exp, expm1, log, log1p, relu, sigmoid, sin, softplus, sqrt, "
            + "tanh";

    @ParameterizedTest
    @CsvSource({"1 - 2 - 3,-4", "1 - (2 - 3),2", "8/4/2,1", "8/(4/2),4", "2^3^2,512", "(2^3)^2,64", "-2^2,-4",
        "(-2)^2,4", "2^-1,0.5", "2^-2,0.25", "-2^-2,-0.25", "--3,3", "+-+3,-3", "2*-3,-6", "1+2*3^2/9,3", "(-3)^3,-27",
        "4^0.5,2", "0^1,0", "2^1,2", ".5e1,5", "5.,5", "1E2,100", "1e-2,0.01", "2^64,18446744073709551616",
        "x1-x2,-1", "x1*x2+x3,5", "sqrt(16),4", "exp(0),1", "log(1),0", "sin(0),0", "cos(0),1", "tanh(0),0",
        "sigmoid(0),0.5", "softplus(0)/log(2),1", "abs(-x3),3", "abs(x2),2", "relu(x1-x3),0", "relu(x3),3",
        "log1p(1e-20),1e-20", "expm1(1e-20),1e-20", "log1p(x1)/log(x2),1", "0^0,1", "(-8)^(1+x2),-512", "8^(1/3),2",
        "(-x2)^x3,-8", "x2^-x1,0.5", "(-1)^65,-1", "0^x2,0", "\tx1 +  x2\t,3"})
    void theSyntaxMeansWhatTheJavadocSays(String text, double expected) {
        assertEquals(expected, Expression.parse(text).apply(Tensor.of(1), Tensor.of(2), Tensor.of(3)).toDouble(),
                4 * Math.ulp(expected), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`` | column 1: the end; expected OPERAND",
        "x1 + | column 5: the end; expected OPERAND",
        "x1 + * x2 | column 6: '*'; expected OPERAND",
        "(x1 + x2 | column 9: the end; expected an operator or ')'",
        "x1 + x2) | column 8: ')'; expected an operator or the end",
        "2 x1 | column 3: 'x1'; expected an operator or the end",
        "x1 = 2 | column 4: '='; expected an operator or the end",
        "x0 | column 1: 'x0'; expected NAME",
        "1 + y | column 5: 'y'; expected NAME",
        "x10000 | column 1: 'x10000'; expected NAME",
        "sin x1 | column 5: 'x1'; expected '(' after sin",
        "sin() | column 5: ')'; expected OPERAND",
        "sin(x1, x2) | column 7: ','; expected an operator or ')'",
        "1. + . | column 7: the end; expected a digit after the point",
        "1e + 2 | column 4: '+'; expected the digits of an exponent",
        "2 + 1e999 | column 5: '1e999'; expected a number that a double can hold",
        "1.2.3 | column 4: '.3'; expected an operator or the end",
        "x1 \u00d7 x2 | column 4: U+00D7; expected an operator or the end",
        "x1 + \ud83d\ude00 | column 6: U+1F600; expected OPERAND",
        "x1 ** 2 | column 5: '*'; expected OPERAND",
        "x1^ | column 4: the end; expected OPERAND"})
    void refusalsNameTheColumnAndWhatWasExpected(String text, String message) {
        assertEquals(message.replace("OPERAND", OPERAND).replace("NAME", NAME), refusal(text));
    }

    @Test
    void textsThatAreTooLargeAreRefusedAndTheLargestAreRead() {
        String deep = "(".repeat(199) + "x1" + ")".repeat(199);
        assertEquals(2, Expression.parse(deep).apply(Tensor.of(2)).toDouble());
        assertTrue(refusal("(" + deep + "))").endsWith("expected parentheses and signs at most 200 deep"));
        assertTrue(refusal("-".repeat(300) + "1").startsWith("column 201: '-'; expected parentheses and signs"));
        assertTrue(refusal("2" + "^2".repeat(300)).endsWith("expected parentheses and signs at most 200 deep"));
        String wide = "1" + "+1".repeat(999);
        assertEquals(1000, Expression.parse(wide).apply().toDouble());
        assertEquals(wide.replace("+", " + "), Expression.parse(wide).toString());
        assertEquals("the expression has 2001 characters (expected at most 2000)", refusal(wide + "+1"));
    }

    @Test
    void derivativesAreThoseOfTheFormula() {
        Expression f = Expression.parse("x1^3 + x1 * exp(x2)");
        Tensor gradient = Differentiation.grad((a, b) -> f.apply(a, b)).apply(Tensor.of(2), Tensor.of(0)).first();
        assertEquals(13, gradient.toDouble(), 13 * ROUNDING);
        // a constant exponent needs no logarithm of the base, so the base may be negative
        Expression cube = Expression.parse("x1^3");
        assertEquals(75, Differentiation.grad(x -> cube.apply(x)).apply(Tensor.of(-5)).toDouble());
        assertEquals(-0.25, derivative("x1^-1", -2));
        assertEquals(0, derivative("x1^0", 0));
        assertEquals(0.25, derivative("x1^(1 / 2)", 4));
        assertEquals(4 * (Math.log(2) + 1), derivative("x1^x1", 2), 8 * ROUNDING);
        assertEquals(8 * Math.log(2), derivative("2^x1", 3), 8 * ROUNDING);
        assertEquals(-1, derivative("abs(x1)", -3));
        assertEquals(0, derivative("abs(x1)", 0));
        assertEquals(1, derivative("relu(x1)", 3));
        assertEquals(0, derivative("relu(x1)", 0));
        assertEquals(0.25, derivative("log1p(x1)", 3));
        assertEquals(1, derivative("expm1(x1)", 0));
    }

    @Test
    void powersAreTheirPrimitives() {
        assertEquals("[x1, pow(3.0)]", operations("x1^3"));
        assertEquals("[x1, pow(-0.5)]", operations("x1^-(1/2)"));
        assertEquals("[x1, squared]", operations("x1^2"));
        assertEquals("[x1, x2, pow]", operations("x1^x2"));
    }

    @Test
    void variablesAreCountedAndChecked() {
        Expression f = Expression.parse("x1 + x3");
        assertEquals(3, f.variables());
        assertEquals(0, Expression.parse("1").variables());
        assertEquals(3, f.program().inputs().size());
        assertEquals("expression: x3 has no value: 2 are given", assertThrows(IllegalArgumentException.class,
                () -> f.apply(Tensor.of(1), Tensor.of(2))).getMessage());
        assertEquals("expression: a variable is a vector 2 (expected a scalar)",
                assertThrows(IllegalArgumentException.class,
                        () -> f.apply(Tensor.of(1), Tensor.zeros(Shape.vector(2)), Tensor.of(2))).getMessage());
    }

    @Test
    void equalFormulasAreEqual() {
        assertEquals(Expression.parse("x1+(2*x2)"), Expression.parse("(x1) + 2 * x2"));
        assertEquals(Expression.parse("x1+2").hashCode(), Expression.parse("x1 + 2.0").hashCode());
        assertTrue(!Expression.parse("x1 + 2").equals(Expression.parse("2 + x1")));
    }

    private static double derivative(String text, double at) {
        Expression f = Expression.parse(text);
        return Differentiation.grad(x -> f.apply(x)).apply(Tensor.of(at)).toDouble();
    }

    /** What the lines of the program do, with the variables in their places. */
    private static String operations(String text) {
        return Expression.parse(text).program().lines().stream()
                .map(line -> line.isApplication() ? line.operation() : "x" + (line.number() + 1)).toList().toString();
    }

    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> Expression.parse(text)).getMessage();
    }
}
