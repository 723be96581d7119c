package io.github.nestgrad.bilevel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "tune,tune,0", "'',abc,3", "abc,'',3", "tnue,tune,1", "rigde,ridge,1", "ab,ba,1",
        "tun,tune,1", "tunes,tune,1", "lower-steps,lowersteps,1"})
    void countsEdits(String from, String to, int edits) {
        assertEquals(edits, Suggestions.edits(from, to));
        assertEquals(edits, Suggestions.edits(to, from));
    }

    @Test
    void onlyCloseWordsAreSuggested() {
        List<String> words = List.of("tune", "help");
        assertEquals(Optional.of("tune"), Suggestions.closest("tnue", words));
        assertEquals(Optional.of("help"), Suggestions.closest("helpp", words));
        assertEquals(Optional.empty(), Suggestions.closest("reproduce", words));
        assertEquals("", Suggestions.didYouMean("x", words));
    }
}
