package io.github.nestgrad.bilevel.cli;

import java.util.Collection;
import java.util.Optional;

/** What somebody may have meant. */
final class Suggestions {

    private Suggestions() {
    }

    /** "; did you mean X?" with the closest word, or nothing if none is close. */
    static String didYouMean(String word, Collection<String> candidates) {
        return closest(word, candidates).map(candidate -> "; did you mean " + candidate + "?").orElse("");
    }

    /** The first of the candidates with the fewest edits, at most a third of the word's length and at least one. */
    static Optional<String> closest(String word, Collection<String> candidates) {
        int fewest = Math.max(1, word.length() / 3) + 1;
        Optional<String> closest = Optional.empty();
        for (String candidate : candidates) {
            int edits = edits(word, candidate);
            if (edits < fewest) {
                fewest = edits;
                closest = Optional.of(candidate);
            }
        }
        return closest;
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
    static int edits(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                boolean swapped = i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[from.length()][to.length()];
    }
}
