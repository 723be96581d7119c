package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FormulaTest {

    private static final Formula A = Formula.name("a");
    private static final Formula B = Formula.name("b");
    private static final Formula C = Formula.name("c");

    @Test
    void parenthesesShowTheOrderOfRounding() {
        assertEquals("a - b - c", A.minus(B).minus(C).text());
        assertEquals("a - (b - c)", A.minus(B.minus(C)).text());
        assertEquals("a + (b + c)", A.plus(B.plus(C)).text());
        assertEquals("a / b / c", A.dividedBy(B).dividedBy(C).text());
        assertEquals("a / (b / c)", A.dividedBy(B.dividedBy(C)).text());
        assertEquals("a * (b * c)", A.times(B.times(C)).text());
        assertEquals("(a + b) * c", A.plus(B).times(C).text());
        assertEquals("a * b + c", A.times(B).plus(C).text());
        assertEquals("(a + b)^2", A.plus(B).power(Formula.number(2)).text());
        assertEquals("a * b^2", A.times(B.power(Formula.number(2))).text());
        assertEquals("(a * b)[0]", A.times(B).at("0").text());
        assertEquals("(a^b)^c", A.power(B).power(C).text());
        assertEquals("a^(b^c)", A.power(B.power(C)).text());
    }

    @Test
    void comparisonsBindLeast() {
        assertEquals("a + b > b - c", A.plus(B).compared(">", B.minus(C)).text());
        assertEquals("(a > b) * c", A.compared(">", B).times(C).text());
        assertEquals("c + (a < b)", C.plus(A.compared("<", B)).text());
        assertEquals("(a == b) == (b == c)", A.compared("==", B).compared("==", B.compared("==", C)).text());
        assertEquals("a >= (-2)", A.compared(">=", Formula.number(-2)).text());
        assertEquals("-(a > b)", A.compared(">", B).negated().text());
        assertEquals("(a > b)[0]", A.compared(">", B).at("0").text());
    }

    @Test
    void signsStandBeforeProductsAndNeverBehindAnOperator() {
        assertEquals("-a * b", A.negated().times(B).text());
        assertEquals("a * (-b)", A.times(B.negated()).text());
        assertEquals("a + (-b)", A.plus(B.negated()).text());
        assertEquals("-(a + b)", A.plus(B).negated().text());
        assertEquals("-(-a)", A.negated().negated().text());
        assertEquals("a - (-2)", A.minus(Formula.number(-2)).text());
        assertEquals("-0.5 * a", Formula.number(-0.5).times(A).text());
    }
}
