package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.report.JsonText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The values of options, read from their text. */
final class Values {

    /** e^±700 and its inverse are still normal doubles. */
    static final double LARGEST_THETA = 700;

    static final String ALL = "all";

    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

    private Values() {
    }

    /** A word that may stand as the value of an option. */
    interface Word {
        String word();
    }

    static <E extends Enum<E> & Word> E word(Option option, Class<E> type, String text) {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (constant.word().equals(text)) {
                return constant;
            }
            words.add(constant.word());
        }
        throw unknownWord(option, text, words);
    }

    /** A list in the order given, or all in the order of their declaration. */
    static <E extends Enum<E> & Word> List<E> words(Option option, Class<E> type, String text,
            String noun) {
        if (text.strip().equals(ALL)) {
            return List.of(type.getEnumConstants());
        }
        List<E> result = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String name = part.strip();
            if (name.isEmpty()) {
                throw UsageException.of(option, text, "an element of the list is empty; expected " + option.expected());
            }
            if (name.equals(ALL)) {
                throw UsageException.of(option, text, "all stands alone; expected " + option.expected());
            }
            E constant = word(option, type, name);
            if (result.contains(constant)) {
                throw UsageException.of(option, text, name + " is named twice; expected each " + noun + " once");
            }
            result.add(constant);
        }
        return List.copyOf(result);
    }

    static double[] numbers(Option option, String text) {
        return Arrays.stream(text.split(",", -1)).mapToDouble(part -> number(option, text, part)).toArray();
    }

    static UsageException unknownWord(Option option, String text, List<String> words) {
        return UsageException.of(option, text, "expected " + option.expected() + Suggestions.didYouMean(text, words));
    }

    static boolean truth(Option option, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw UsageException.of(option, text, "expected " + option.expected());
        }
        return text.equals("true");
    }

    static double number(Option option, String text, String element) {
        String stripped = element.strip();
        if (stripped.isEmpty()) {
            throw UsageException.of(option, text, "an element of the list is empty; expected " + option.expected());
        }
        if (!DECIMAL.matcher(stripped).matches()) {
            throw UsageException.of(option, text, (stripped.equals(text) ? "not a finite decimal number"
                    : JsonText.quote(stripped) + " is not a finite decimal number") + "; expected "
                    + option.expected());
        }
        double value = Double.parseDouble(stripped);
        if (Double.isInfinite(value)) {
            throw UsageException.of(option, text, "too large for a double; expected " + option.expected());
        }
        return value;
    }

    static double positive(Option option, String text) {
        double value = number(option, text, text);
        if (value <= 0) {
            throw UsageException.of(option, text, "expected " + option.expected());
        }
        return value;
    }

    /** Logarithms of λ whose λ = e^θ is a normal double. */
    static double[] thetas(Option option, String text) {
        double[] result = numbers(option, text);
        for (double theta : result) {
            if (Math.abs(theta) > LARGEST_THETA) {
                throw UsageException.of(option, text, "theta is the logarithm of lambda; expected numbers from -"
                        + (int) LARGEST_THETA + " to " + (int) LARGEST_THETA);
            }
        }
        return result;
    }

    static int count(Option option, String text, int fewest) {
        return (int) whole(option, text, fewest, Integer.MAX_VALUE);
    }

    static long whole(Option option, String text, long smallest, long largest) {
        String stripped = text.strip();
        if (!WHOLE.matcher(stripped).matches()) {
            throw UsageException.of(option, text, "not a whole number; expected " + option.expected());
        }
        BigInteger value = new BigInteger(stripped);
        boolean fits = value.compareTo(BigInteger.valueOf(smallest)) >= 0
                && value.compareTo(BigInteger.valueOf(largest)) <= 0;
        if (!fits) {
            throw UsageException.of(option, text, "expected a whole number from " + smallest + " to " + largest);
        }
        return value.longValueExact();
    }
}
