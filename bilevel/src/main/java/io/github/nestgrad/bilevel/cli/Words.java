package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.report.JsonText;
import io.github.nestgrad.bilevel.report.Numbers;
import java.util.Locale;

/** How names from elsewhere read in a line of text. */
final class Words {

    private static final int LONGEST_NAME = 40;

    private Words() {}

    /** STEP_LIMIT as "step limit". */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The name of a column as it is, unless it would break the line or fill it. */
    static String name(String name) {
        String quoted = JsonText.quote(name);
        String shown = quoted.equals('"' + name + '"') ? name : quoted;
        int letters = shown.codePointCount(0, shown.length());
        return letters <= LONGEST_NAME ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, LONGEST_NAME - 3)) + "...";
    }

    /** "1 step", "2 000 steps". */
    static String plural(long count, String noun) {
        return Numbers.count(count) + " " + noun + (count == 1 ? "" : "s");
    }
}
