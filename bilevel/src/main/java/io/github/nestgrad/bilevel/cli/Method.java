package io.github.nestgrad.bilevel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The estimators that can be asked for. */
enum Method implements Values.Word {
    EXACT("exact"),
    AID_CG("aid-cg"),
    AID_FP("aid-fp"),
    ITD("itd");

    private static final String ALL = "all";

    private final String word;

    Method(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /** Whether a number of steps given by this option is a number that the method does. */
    boolean counts(Option option) {
        return switch (this) {
            case EXACT -> false;
            case AID_CG, AID_FP -> true;
            case ITD -> option == Option.LOWER_STEPS;
        };
    }

    /** A list in the order given, or all in the order of this declaration. */
    static List<Method> list(Option option, String text) {
        if (text.strip().equals(ALL)) {
            return List.of(values());
        }
        List<Method> result = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Method method = method(option, text, part.strip());
            if (result.contains(method)) {
                throw UsageException.of(option, text, method.word + " is named twice; expected each method once");
            }
            result.add(method);
        }
        return List.copyOf(result);
    }

    private static Method method(Option option, String text, String name) {
        if (name.isEmpty()) {
            throw UsageException.of(option, text, "an element of the list is empty; expected " + option.expected());
        }
        if (name.equals(ALL)) {
            throw UsageException.of(option, text, "all stands alone; expected " + option.expected());
        }
        return Stream.of(values()).filter(method -> method.word.equals(name)).findFirst().orElseThrow(
                () -> Values.unknownWord(option, name, Stream.of(values()).map(Method::word).toList()));
    }
}
