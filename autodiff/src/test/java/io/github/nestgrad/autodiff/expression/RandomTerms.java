package io.github.nestgrad.autodiff.expression;

import java.util.SplittableRandom;

/** Random terms, of every kind and in every position. */
final class RandomTerms {

    static final int VARIABLES = 3;
    private static final double[] NUMBERS = {0, 1, 2, 3, 0.5, 1e-3, 64, 65, 1.25e10, 1e300, 4.9e-324, 0.1, 12345.678};

    private RandomTerms() {}

    static Term of(int size, SplittableRandom random) {
        if (size <= 0) {
            return random.nextInt(3) == 0
                    ? new Term.Number(NUMBERS[random.nextInt(NUMBERS.length)])
                    : new Term.Variable(1 + random.nextInt(VARIABLES));
        }
        int kind = random.nextInt(8);
        if (kind == 0) {
            return new Term.Negative(of(size - 1, random));
        }
        if (kind <= 2) {
            Function[] functions = Function.values();
            return new Term.Call(functions[random.nextInt(functions.length)], of(size - 1, random));
        }
        Operator operator = Operator.values()[kind - 3];
        int left = random.nextInt(size);
        return new Term.Operation(operator, of(left, random), of(size - 1 - left, random));
    }

    /** The text with spaces and parentheses that change nothing. */
    static String loosened(Term term, SplittableRandom random) {
        String text = term.text().replace(" ", "");
        StringBuilder loose = new StringBuilder("(".repeat(random.nextInt(3)));
        int opened = loose.length();
        for (int i = 0; i < text.length(); i++) {
            boolean apart = i > 0 && "+-*/^()".indexOf(text.charAt(i)) >= 0 && text.charAt(i - 1) != 'E'
                    || i > 0 && "*/^()".indexOf(text.charAt(i - 1)) >= 0;
            loose.append(apart ? " ".repeat(random.nextInt(3)) : "").append(text.charAt(i));
        }
        return loose.append(")".repeat(opened)).toString();
    }
}
