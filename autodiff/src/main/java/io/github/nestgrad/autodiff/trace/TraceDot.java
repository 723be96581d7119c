package io.github.nestgrad.autodiff.trace;

import io.github.nestgrad.autodiff.ProgramLine;
import java.util.List;
import java.util.stream.Collectors;

/** An evaluation trace as a digraph in the language of Graphviz. */
final class TraceDot {

    private TraceDot() {}

    static String of(EvaluationTrace trace) {
        StringBuilder dot = new StringBuilder("""
                digraph trace {
                  rankdir=TB;
                  node [shape=box, fontname="monospace"];
                """);
        List<TraceLine> lines = trace.lines();
        for (TraceLine line : lines) {
            if (!line.isInlined()) {
                String style = switch (line.line().kind()) {
                    case INPUT -> ", style=rounded";
                    case CONSTANT -> ", style=dashed";
                    case APPLICATION -> line == resultOf(trace, lines) ? ", peripheries=2" : "";
                };
                dot.append("  ").append(quoted(line.name())).append(" [label=").append(label(trace, line))
                        .append(style).append("];\n");
            }
        }
        dot.append(inputs(lines));
        for (TraceLine line : lines) {
            for (int parent : line.parents()) {
                if (!lines.get(parent).isInlined()) {
                    dot.append("  ").append(quoted(lines.get(parent).name())).append(" -> ")
                            .append(quoted(line.name())).append(";\n");
                }
            }
        }
        return dot.append("}\n").toString();
    }

    private static TraceLine resultOf(EvaluationTrace trace, List<TraceLine> lines) {
        return lines.get(trace.program().results().get(0));
    }

    private static String inputs(List<TraceLine> lines) {
        String names = lines.stream().filter(line -> line.line().kind()
                == ProgramLine.Kind.INPUT).map(line -> quoted(line.name()))
                .collect(Collectors.joining("; "));
        return names.isEmpty() ? "" : "  { rank=same; " + names + " }\n";
    }

    private static String label(EvaluationTrace trace, TraceLine line) {
        return NodeLabel.of(trace, line).stream().map(TraceDot::escaped)
                .collect(Collectors.joining("\\n", "\"", "\""));
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ").replace("\r", " ");
    }
}
