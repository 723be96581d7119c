package io.github.nestgrad.bilevel.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines of a label and what there is to say about it, the second aligned. */
final class Facts {

    private final List<String[]> lines = new ArrayList<>();

    Facts add(String label, String text) {
        lines.add(new String[] {label, text});
        return this;
    }

    @Override
    public String toString() {
        int width = lines.stream().mapToInt(line -> line[0].length()).max().orElse(0);
        StringBuilder result = new StringBuilder();
        for (String[] line : lines) {
            result.append(line[0]).append(" ".repeat(width - line[0].length() + 2)).append(line[1]).append('\n');
        }
        return result.toString();
    }
}
