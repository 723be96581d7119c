package io.github.nestgrad.autodiff.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A drawing in layers of a graph without cycles, after K. Sugiyama, S. Tagawa and M. Toda (1981).
 *
 * <p>The layer of a node is the length of the longest path that leads to it. An edge over several layers runs through a
 * waypoint in each layer between, so that it goes around the nodes. In each layer the nodes are ordered by the mean
 * place of their neighbours, in sweeps down and up. Ties keep the order of the numbers, so the result depends on the
 * graph alone.
 */
final class Layering {

    private static final int SWEEPS = 4;

    /**
     * A node, or a waypoint of an edge.
     *
     * @param node the number of the node; −1 for a waypoint
     */
    private record Place(int node, int layer, List<Place> above, List<Place> below) {
        Place(int node, int layer) {
            this(node, layer, new ArrayList<>(), new ArrayList<>());
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /**
     * Where the middle of a node or waypoint is.
     *
     * @param layer its layer, from 0
     */
    record Point(double x, int layer) {}

    /**
     * A line from a node to one that depends on it.
     *
     * @param from the number of the first node
     * @param to the number of the second
     * @param points the middle of the first node, the waypoints, the middle of the second
     */
    record Route(int from, int to, List<Point> points) {}

    private final List<List<Place>> layers = new ArrayList<>();
    private final List<List<Place>> routes = new ArrayList<>();
    private final Place[] places;
    private final double[] widths;
    private final double gap;
    private final Map<Place, Double> middles = new IdentityHashMap<>();
    private double width;

    /** Parents have smaller numbers than their children; a graph with a width for each node, and a gap between them. */
    Layering(List<List<Integer>> parents, double[] widths, double gap) {
        this.widths = widths;
        this.gap = gap;
        this.places = new Place[parents.size()];
        for (int i = 0; i < places.length; i++) {
            int layer = 0;
            for (int parent : parents.get(i)) {
                layer = Math.max(layer, places[parent].layer + 1);
            }
            places[i] = placed(i, layer);
        }
        for (int i = 0; i < places.length; i++) {
            for (int parent : parents.get(i)) {
                connect(places[parent], places[i]);
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            order(sweep % 2 == 0);
        }
        setMiddles();
    }

    private Place placed(int node, int layer) {
        while (layers.size() <= layer) {
            layers.add(new ArrayList<>());
        }
        Place place = new Place(node, layer);
        layers.get(layer).add(place);
        return place;
    }

    private void connect(Place from, Place to) {
        List<Place> route = new ArrayList<>(List.of(from));
        for (int layer = from.layer + 1; layer < to.layer; layer++) {
            route.add(placed(-1, layer));
        }
        route.add(to);
        for (int k = 1; k < route.size(); k++) {
            route.get(k - 1).below.add(route.get(k));
            route.get(k).above.add(route.get(k - 1));
        }
        routes.add(route);
    }

    private void order(boolean down) {
        for (int k = 1; k < layers.size(); k++) {
            int at = down ? k : layers.size() - 1 - k;
            List<Place> fixed = layers.get(down ? at - 1 : at + 1);
            List<Place> moved = layers.get(at);
            Map<Place, Double> means = new IdentityHashMap<>();
            for (Place place : moved) {
                List<Place> neighbours = down ? place.above : place.below;
                means.put(place, neighbours.stream().mapToInt(fixed::indexOf).average()
                        .orElse(moved.indexOf(place)));
            }
            moved.sort(Comparator.comparingDouble(means::get));
        }
    }

    private void setMiddles() {
        for (List<Place> layer : layers) {
            width = Math.max(width, widthOf(layer));
        }
        for (List<Place> layer : layers) {
            double left = (width - widthOf(layer)) / 2;
            for (Place place : layer) {
                double own = width(place);
                middles.put(place, left + own / 2);
                left += own + gap;
            }
        }
    }

    private double width(Place place) {
        return place.node < 0 ? 0 : widths[place.node];
    }

    private double widthOf(List<Place> layer) {
        return layer.stream().mapToDouble(this::width).sum() + gap * (layer.size() - 1);
    }

    /** The width of the widest layer. */
    double width() {
        return width;
    }

    int layers() {
        return layers.size();
    }

    Point middle(int node) {
        return point(places[node]);
    }

    List<Route> routes() {
        return routes.stream().map(route -> new Route(route.get(0).node, route.get(route.size() - 1).node,
                route.stream().map(this::point).toList())).toList();
    }

    private Point point(Place place) {
        return new Point(middles.get(place), place.layer);
    }
}
