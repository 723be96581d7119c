package io.github.nestgrad.autodiff.trace;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A curve of errors of finite differences on logarithmic axes. */
final class DifferencePlot {

    private static final double WIDTH = 640;
    private static final double HEIGHT = 420;
    private static final double LEFT = 64;
    private static final double RIGHT = 16;
    private static final double TOP = 32;
    private static final double BOTTOM = 48;
    private static final int LEAST_EXPONENT = -17;
    private static final int GREATEST_EXPONENT = 2;
    private static final String FORWARD = "#b71c1c";
    private static final String CENTRAL = "#0d47a1";
    private static final String GRID = "stroke=\"#e0e0e0\"";

    private final Svg svg = new Svg(WIDTH, HEIGHT, "errors of finite differences against the step");

    private DifferencePlot() {}

    static String of(DifferenceCurve curve) {
        DifferencePlot plot = new DifferencePlot();
        plot.axes();
        plot.line(curve.points(), DifferenceCurve.Point::forward, FORWARD);
        plot.line(curve.points(), DifferenceCurve.Point::central, CENTRAL);
        plot.best(curve.bestForward(), FORWARD);
        plot.best(curve.bestCentral(), CENTRAL);
        plot.svg.text(LEFT, TOP - 12, Svg.Anchor.START, FORWARD, "forward");
        plot.svg.text(LEFT + 80, TOP - 12, Svg.Anchor.START, CENTRAL, "central");
        plot.svg.text(LEFT + 160, TOP - 12, Svg.Anchor.START, "black", "dashed: best step in theory");
        return plot.svg.toString();
    }

    private void axes() {
        for (int k = -16; k <= -1; k += 3) {
            double x = x(k);
            svg.path("M" + at(x, TOP) + " L" + at(x, HEIGHT - BOTTOM), GRID);
            svg.text(x, HEIGHT - BOTTOM + 16, Svg.Anchor.MIDDLE, "black", "1e" + k);
        }
        for (int k = -16; k <= GREATEST_EXPONENT; k += 3) {
            double y = y(k);
            svg.path("M" + at(LEFT, y) + " L" + at(WIDTH - RIGHT, y), GRID);
            svg.text(LEFT - 8, y + 4, Svg.Anchor.END, "black", "1e" + k);
        }
        svg.box(LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM, 0, "fill=\"none\" stroke=\"black\"");
        svg.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Svg.Anchor.MIDDLE, "black", "step h; upwards: error");
    }

    /** Errors that are zero or not finite have no place on the axis: the line has a gap there. */
    private void line(List<DifferenceCurve.Point> points, ToDoubleFunction<DifferenceCurve.Point> error,
            String colour) {
        StringBuilder commands = new StringBuilder();
        boolean drawing = false;
        for (DifferenceCurve.Point point : points) {
            double e = error.applyAsDouble(point);
            if (e > 0 && Double.isFinite(e)) {
                double y = y(Math.log10(e));
                commands.append(drawing ? " L" : " M").append(at(x(Math.log10(point.step())), y));
                svg.box(x(Math.log10(point.step())) - 2, y - 2, 4, 4, 2, "fill=\"" + colour + "\"");
                drawing = true;
            } else {
                drawing = false;
            }
        }
        if (!commands.isEmpty()) {
            svg.path(commands.toString().strip(), "fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"1.5\"");
        }
    }

    private void best(double step, String colour) {
        double x = x(Math.log10(step));
        svg.path("M" + at(x, TOP) + " L" + at(x, HEIGHT - BOTTOM),
                "stroke=\"" + colour + "\" stroke-dasharray=\"4 3\"");
    }

    /** Small steps on the left; what lies outside is drawn on the edge. */
    private static double x(double exponent) {
        return LEFT + (WIDTH - LEFT - RIGHT) * part(exponent, -16.5, -0.5);
    }

    private static double y(double exponent) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part(exponent, LEAST_EXPONENT, GREATEST_EXPONENT);
    }

    private static double part(double exponent, double least, double greatest) {
        return (Math.max(least, Math.min(greatest, exponent)) - least) / (greatest - least);
    }

    private static String at(double x, double y) {
        return Svg.number(x) + "," + Svg.number(y);
    }
}
