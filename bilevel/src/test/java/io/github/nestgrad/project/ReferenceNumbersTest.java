package io.github.nestgrad.project;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The numbers that tests compare with stand in the test resources and nowhere in main code. */
class ReferenceNumbersTest {

    /** As many digits as make a number recognisable; fewer are dates, sizes and tolerances. */
    private static final int DIGITS = 6;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    @Test
    void noReferenceNumberStandsInMainCode() throws IOException {
        Set<String> references = new TreeSet<>();
        try (var stream = ReferenceNumbersTest.class.getResourceAsStream("/references.json")) {
            Matcher m = NUMBER.matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            while (m.find()) {
                if (m.group(1) != null && !isNinths(m.group())) {
                    beginning(m.group(), references);
                }
            }
        }
        assertTrue(references.size() > 100, "the references were not read");
        for (String module : Checkout.MODULES) {
            for (Path source : Checkout.mainSources(module)) {
                Set<String> found = new TreeSet<>();
                Matcher m = NUMBER.matcher(Checkout.read(source).replace("_", ""));
                while (m.find()) {
                    beginning(m.group(), found);
                }
                found.retainAll(references);
                assertTrue(found.isEmpty(), source + " holds the beginning of a reference number: " + found);
            }
        }
    }

    @Test
    void aNumberIsKnownByItsFirstDigitsHoweverItIsWritten() {
        Set<String> found = new TreeSet<>();
        beginning("0.0954421045", found);
        beginning("9.54421", found);
        assertTrue(found.equals(Set.of("954421")), found.toString());
        beginning("0.25", found);
        beginning("1000000.0", found);
        assertFalse(found.size() > 1, found.toString());
    }

    /** The θ at which results were computed go in steps of 4/9; nor is 1/6 in a power series one of the results. */
    private static boolean isNinths(String number) {
        double ninths = 9 * Double.parseDouble(number);
        return Math.abs(ninths - Math.rint(ninths)) <= 64 * Math.ulp(ninths);
    }

    /** The first significant digits, if there are so many before the zeros at the end. */
    private static void beginning(String number, Set<String> to) {
        String digits = number.replace(".", "").replaceFirst("^0+", "").replaceFirst("0+$", "");
        if (digits.length() >= DIGITS) {
            to.add(digits.substring(0, DIGITS));
        }
    }
}
