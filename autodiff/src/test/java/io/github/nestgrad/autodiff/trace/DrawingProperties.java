package io.github.nestgrad.autodiff.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nestgrad.autodiff.Program;
import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class DrawingProperties {

    // of coordinates, in points
    private static final double ROUNDING = 1e-9;

    private static final double GAP = 10;

    private static List<List<Integer>> randomGraph(int nodes, SplittableRandom random) {
        List<List<Integer>> parents = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            int first = i == 0 ? 0 : random.nextInt(i);
            int second = i == 0 ? 0 : random.nextInt(i);
            parents.add(i < 3 ? List.of() : first == second ? List.of(first) : List.of(first, second));
        }
        return parents;
    }

    @Property(tries = 300)
    void layersAreLongestPathsAndNodesDoNotOverlap(@ForAll @IntRange(min = 1, max = 25) int nodes, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Integer>> parents = randomGraph(nodes, random);
        double[] widths = random.doubles(nodes, 5, 60).toArray();
        Layering layering = new Layering(parents, widths, GAP);
        int[] longest = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            for (int parent : parents.get(i)) {
                longest[i] = Math.max(longest[i], longest[parent] + 1);
            }
            assertEquals(longest[i], layering.middle(i).layer());
            double x = layering.middle(i).x();
            assertTrue(x - widths[i] / 2 >= -ROUNDING && x + widths[i] / 2 <= layering.width() + ROUNDING, "inside");
            for (int j = 0; j < i; j++) {
                double apart = Math.abs(x - layering.middle(j).x()) - (widths[i] + widths[j]) / 2;
                assertTrue(longest[i] != longest[j] || apart >= GAP - ROUNDING, i + " and " + j + " overlap");
            }
        }
        int edges = 0;
        for (Layering.Route route : layering.routes()) {
            assertTrue(parents.get(route.to()).contains(route.from()));
            List<Layering.Point> points = route.points();
            assertEquals(layering.middle(route.from()), points.get(0));
            assertEquals(layering.middle(route.to()), points.get(points.size() - 1));
            for (int k = 1; k < points.size(); k++) {
                assertEquals(points.get(k - 1).layer() + 1, points.get(k).layer(), "down by one layer at a time");
            }
            requireAround(layering, longest, widths, points.subList(1, points.size() - 1));
            edges++;
        }
        assertEquals(parents.stream().mapToInt(List::size).sum(), edges);
    }

    private static void requireAround(Layering layering, int[] layers, double[] widths,
            List<Layering.Point> waypoints) {
        for (Layering.Point point : waypoints) {
            for (int i = 0; i < layers.length; i++) {
                assertTrue(layers[i] != point.layer()
                        || Math.abs(layering.middle(i).x() - point.x()) >= widths[i] / 2 + GAP - ROUNDING,
                        "a line runs through node " + i);
            }
        }
    }

    @Property(tries = 100)
    void drawingsNameEveryLineAndDrawEveryDependence(@ForAll @IntRange(min = 1, max = 12) int steps, @ForAll long seed)
            throws Exception {
        EvaluationTrace trace = randomTrace(steps, seed);
        List<TraceLine> shown = trace.lines().stream().filter(line -> !line.isInlined()).toList();
        long edges = shown.stream().flatMap(line -> line.parents().stream())
                .filter(j -> !trace.lines().get(j).isInlined()).count();
        String dot = trace.toDot();
        assertEquals(edges, dot.lines().filter(line -> line.matches("  \"v[-0-9]+\" -> \"v[-0-9]+\";")).count());
        assertEquals(shown.size(), dot.lines().filter(line -> line.contains(" [label=")).count());
        Document svg = parsed(trace.toSvg());
        NodeList texts = svg.getElementsByTagName("text");
        Map<String, Integer> labels = new HashMap<>();
        for (int i = 0; i < texts.getLength(); i++) {
            labels.merge(texts.item(i).getTextContent(), 1, Integer::sum);
        }
        for (TraceLine line : shown) {
            assertEquals(1, labels.get(line.name() + " = " + line.formula()));
            assertTrue(labels.containsKey("value " + Digits.of(line.primal())));
            assertTrue(labels.containsKey("adjoint " + Digits.of(line.adjoint().orElseThrow())));
        }
        // a line and the tip of its arrow
        assertEquals(2 * edges, svg.getElementsByTagName("path").getLength());
        assertEquals(shown.size() + 1, svg.getElementsByTagName("rect").getLength());
        requireInside(svg);
    }

    private static void requireInside(Document svg) {
        double width = Double.parseDouble(svg.getDocumentElement().getAttribute("width"));
        double height = Double.parseDouble(svg.getDocumentElement().getAttribute("height"));
        NodeList boxes = svg.getElementsByTagName("rect");
        for (int i = 1; i < boxes.getLength(); i++) {
            Element box = (Element) boxes.item(i);
            double right = number(box, "x") + number(box, "width");
            double bottom = number(box, "y") + number(box, "height");
            assertTrue(number(box, "x") >= 0 && number(box, "y") >= 0 && right <= width && bottom <= height);
        }
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Example
    void strangeNamesAreEscaped() throws Exception {
        String name = "a<b>&\"c\\\nd\u0001\ud800";
        Program program = Program.of(x -> x.sin(), Shape.scalar());
        EvaluationTrace trace = EvaluationTrace.of(program, List.of(name), Tensor.of(1));
        assertEquals("v0 = a<b>&\"c\\\nd\ufffd\ufffd",
                parsed(trace.toSvg()).getElementsByTagName("text").item(0).getTextContent());
        assertTrue(trace.toDot().contains("[label=\"v0 = a<b>&\\\"c\\\\ d"), trace.toDot());
    }

    @Example
    void aConstantResultIsDrawn() throws Exception {
        Program program = Program.of(x -> Tensor.of(2), Shape.scalar());
        EvaluationTrace trace = EvaluationTrace.of(program, List.of("x"), Tensor.of(1)).withAdjoints();
        assertEquals(0, parsed(trace.toSvg()).getElementsByTagName("path").getLength());
        assertTrue(trace.toText().contains("result constant = 2"));
        Program nothing = Program.ofSeveral(x -> new Tensor[] {Tensor.of(2)});
        parsed(EvaluationTrace.of(nothing, List.of()).toSvg());
    }

    private static EvaluationTrace randomTrace(int steps, long seed) {
        Program program = Program.ofSeveral(x -> {
            SplittableRandom random = new SplittableRandom(seed);
            List<Tensor> values = new ArrayList<>(List.of(x[0], x[1]));
            for (int i = 0; i < steps; i++) {
                Tensor a = values.get(values.size() - 1);
                Tensor b = values.get(random.nextInt(values.size()));
                values.add(switch (random.nextInt(4)) {
                    case 0 -> a.plus(b);
                    case 1 -> a.times(b).plus(Tensor.of(1));
                    case 2 -> a.sin().minus(b);
                    default -> a.dividedBy(b.squared().plus(1));
                });
            }
            return new Tensor[] {values.get(values.size() - 1).plus(x[0].times(x[1]))};
        }, Shape.scalar(), Shape.scalar());
        return EvaluationTrace.of(program, List.of("a", "b"), Tensor.of(0.3), Tensor.of(-0.6)).withAdjoints();
    }

    private static Document parsed(String svg) throws Exception {
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertEquals("svg", document.getDocumentElement().getTagName());
        return document;
    }
}
