package io.github.nestgrad.autodiff.trace;

import io.github.nestgrad.autodiff.ProgramLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An evaluation trace as a picture in layers: inputs above, each line below what it depends on. */
final class TraceSvg {

    private static final double MARGIN = 16;
    private static final double GAP = 24;
    private static final double LETTER = 7.3;
    private static final double LEADING = 15;
    private static final double PADDING = 8;
    private static final double BETWEEN_LAYERS = 40;
    private static final double ARROW = 7;
    // black for what is computed, a colour for each derivative; all dark enough to read on white
    private static final String PRIMAL = "black";
    private static final String TANGENT = "#00695c";
    private static final String ADJOINT = "#b71c1c";

    private final List<TraceLine> nodes = new ArrayList<>();
    private final List<List<String>> labels = new ArrayList<>();
    private final Layering layering;
    private final double[] widths;
    private final double nodeHeight;
    private final int result;

    private TraceSvg(EvaluationTrace trace) {
        Map<Integer, Integer> nodeOfLine = new HashMap<>();
        List<List<Integer>> parents = new ArrayList<>();
        for (TraceLine line : trace.lines()) {
            if (!line.isInlined()) {
                nodeOfLine.put(line.line().number(), nodes.size());
                nodes.add(line);
                labels.add(NodeLabel.of(trace, line));
                parents.add(line.parents().stream().filter(nodeOfLine::containsKey).map(nodeOfLine::get).toList());
            }
        }
        widths = labels.stream().mapToDouble(TraceSvg::width).toArray();
        nodeHeight = labels.stream().mapToInt(List::size).max().orElse(1) * LEADING + PADDING;
        result = nodeOfLine.getOrDefault(trace.program().results().get(0), -1);
        layering = new Layering(parents, widths, GAP);
    }

    static String of(EvaluationTrace trace) {
        return new TraceSvg(trace).draw();
    }

    private static double width(List<String> label) {
        int letters = label.stream().mapToInt(text -> text.codePointCount(0, text.length())).max().orElse(0);
        return letters * LETTER + 2 * PADDING;
    }

    private String draw() {
        double height = layering.layers() * (nodeHeight + BETWEEN_LAYERS) - BETWEEN_LAYERS;
        Svg svg = new Svg(layering.width() + 2 * MARGIN, Math.max(height, 0) + 2 * MARGIN, "evaluation trace");
        for (Layering.Route route : layering.routes()) {
            drawRoute(svg, route);
        }
        for (int i = 0; i < nodes.size(); i++) {
            drawNode(svg, i);
        }
        return svg.toString();
    }

    private double top(int layer) {
        return MARGIN + layer * (nodeHeight + BETWEEN_LAYERS);
    }

    /** From the lower side of one node to the upper side of another, straight down through the layers between. */
    private void drawRoute(Svg svg, Layering.Route route) {
        List<Layering.Point> points = route.points();
        double x = MARGIN + points.get(0).x();
        double y = top(points.get(0).layer()) + nodeHeight;
        StringBuilder commands = new StringBuilder("M" + at(x, y));
        for (int k = 1; k < points.size(); k++) {
            boolean last = k == points.size() - 1;
            double nextX = MARGIN + points.get(k).x();
            double nextY = top(points.get(k).layer()) - (last ? ARROW : 0);
            double half = (y + nextY) / 2;
            commands.append(" C" + at(x, half) + " " + at(nextX, half) + " " + at(nextX, nextY));
            x = nextX;
            y = nextY;
            if (!last) {
                y += nodeHeight;
                commands.append(" L" + at(x, y));
            }
        }
        svg.path(commands.toString(), "fill=\"none\" stroke=\"#616161\"");
        svg.path("M" + at(x - ARROW / 2, y) + " L" + at(x + ARROW / 2, y) + " L" + at(x, y + ARROW) + " Z",
                "fill=\"#616161\"");
    }

    private static String at(double x, double y) {
        return Svg.number(x) + "," + Svg.number(y);
    }

    private void drawNode(Svg svg, int i) {
        Layering.Point middle = layering.middle(i);
        double x = MARGIN + middle.x();
        double y = top(middle.layer());
        ProgramLine.Kind kind = nodes.get(i).line().kind();
        svg.box(x - widths[i] / 2, y, widths[i], nodeHeight, kind == ProgramLine.Kind.INPUT ? 12 : 3,
                "fill=\"#fafafa\" stroke=\"black\"" + (i == result ? " stroke-width=\"2\"" : "")
                        + (kind == ProgramLine.Kind.CONSTANT ? " stroke-dasharray=\"4 3\"" : ""));
        List<String> label = labels.get(i);
        for (int k = 0; k < label.size(); k++) {
            String text = label.get(k);
            String colour = text.startsWith("tangent ") ? TANGENT : text.startsWith("adjoint ") ? ADJOINT : PRIMAL;
            svg.text(x, y + (k + 1) * LEADING, Svg.Anchor.MIDDLE, colour, text);
        }
    }
}
