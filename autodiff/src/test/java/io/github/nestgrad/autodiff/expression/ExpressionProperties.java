package io.github.nestgrad.autodiff.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ExpressionProperties {

    @Property(tries = 2000)
    void whatIsPrintedIsReadAsTheSameTermWithTheSameBits(@ForAll @IntRange(max = 14) int size, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Term term = RandomTerms.of(size, random);
        Term read = Parser.parse(term.text());
        assertEquals(term, read, term.text());
        assertEquals(term.text(), read.text());
        assertEquals(term, Parser.parse(RandomTerms.loosened(term, random)));
        List<Tensor> x = new ArrayList<>();
        for (int i = 0; i < RandomTerms.VARIABLES; i++) {
            x.add(Tensor.of(random.nextDouble(-2, 2)));
        }
        assertEquals(Double.doubleToLongBits(term.value(x).toDouble()),
                Double.doubleToLongBits(read.value(x).toDouble()), term.text());
    }

    @Property(tries = 500)
    void noParenthesesArePrintedButThoseThatAreNeeded(@ForAll @IntRange(max = 10) int size, @ForAll long seed) {
        Term term = RandomTerms.of(size, new SplittableRandom(seed));
        String text = term.text();
        for (int open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
            if (open > 0 && Character.isLetterOrDigit(text.charAt(open - 1))) {
                continue;
            }
            int close = closing(text, open);
            String without = text.substring(0, open) + text.substring(open + 1, close) + text.substring(close + 1);
            assertTrue(!isReadAs(without, term), () -> text + " is as good as " + without);
        }
    }

    @Property(tries = 500)
    void programsOfExpressionsGiveTheirBits(@ForAll @IntRange(max = 10) int size, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Expression expression = Expression.parse(RandomTerms.of(size, random).text());
        Tensor[] x = new Tensor[expression.variables()];
        double[][] entries = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            x[i] = Tensor.of(random.nextDouble(-2, 2));
            entries[i] = x[i].toArray();
        }
        double[][] result = new double[1][1];
        expression.program().newExecution().run(entries, result);
        assertEquals(expression.apply(x).toDouble(), result[0][0], expression.toString());
    }

    @Property(tries = 1000)
    void textsWithACharacterChangedAreReadOrRefusedWithAColumn(@ForAll @IntRange(max = 8) int size,
            @ForAll long seed, @ForAll char c) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(RandomTerms.of(size, random).text());
        char[] signs = {'(', ')', '+', '*', '^', '.', 'e', 'x', ' ', c};
        text.setCharAt(random.nextInt(text.length()), signs[random.nextInt(signs.length)]);
        try {
            Expression.parse(text.toString());
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            assertTrue(message.matches("column [0-9]+: .+; expected .+"), () -> text + " -> " + message);
            int column = Integer.parseInt(message.replaceAll("column ([0-9]+):.*", "$1"));
            assertTrue(column >= 1 && column <= text.length() + 1, message);
        }
    }

    private static boolean isReadAs(String text, Term term) {
        try {
            return Parser.parse(text).equals(term);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException(text);
    }
}
