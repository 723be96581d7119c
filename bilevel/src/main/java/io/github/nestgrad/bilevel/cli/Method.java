package io.github.nestgrad.bilevel.cli;

import java.util.List;

/** The estimators that can be asked for. */
enum Method implements Values.Word {
    EXACT("exact"),
    AID_CG("aid-cg"),
    AID_FP("aid-fp"),
    ITD("itd");

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
        return Values.words(option, Method.class, text, "method");
    }
}
