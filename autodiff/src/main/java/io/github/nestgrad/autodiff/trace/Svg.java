package io.github.nestgrad.autodiff.trace;

import java.util.Locale;

/**
 * A picture that grows element by element: a writer of SVG 1.1 without style sheets, scripts or references to
 * elsewhere.
 *
 * <p>Coordinates are in pixels, from the upper left; texts are escaped. Not for use by several threads at a time.
 */
public final class Svg {

    private final StringBuilder elements = new StringBuilder();
    private final double width;
    private final double height;

    /**
     * Makes an empty picture on white.
     *
     * @param width the width, positive
     * @param height the height, positive
     * @param title what is seen, for readers that see nothing
     */
    public Svg(double width, double height, String title) {
        this.width = width;
        this.height = height;
        elements.append("<title>").append(escaped(title)).append("</title>\n");
        elements.append(format("<rect width=\"%s\" height=\"%s\" fill=\"white\"/>\n", number(width), number(height)));
    }

    /** Where a text is held. */
    public enum Anchor {
        /** By its first letter. */
        START("start"),
        /** By its middle. */
        MIDDLE("middle"),
        /** By its last letter. */
        END("end");

        private final String word;

        Anchor(String word) {
            this.word = word;
        }
    }

    /**
     * Draws a box.
     *
     * @param x its left side
     * @param y its upper side
     * @param w its width
     * @param h its height
     * @param radius of its corners
     * @param style further attributes, such as {@code fill="none" stroke="black"}; not escaped
     * @return this picture
     */
    public Svg box(double x, double y, double w, double h, double radius, String style) {
        elements.append(format("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" %s/>\n",
                number(x), number(y), number(w), number(h), number(radius), style));
        return this;
    }

    /**
     * Draws a path.
     *
     * @param commands its commands, with absolute or relative coordinates
     * @param style further attributes; not escaped
     * @return this picture
     */
    public Svg path(String commands, String style) {
        elements.append(format("<path d=\"%s\" %s/>\n", commands, style));
        return this;
    }

    /**
     * Writes a text on one line, in a font of one width, 12 pixels high.
     *
     * @param x where it is held
     * @param y its base line
     * @param anchor by what it is held
     * @param colour its colour
     * @param text the text; escaped
     * @return this picture
     */
    public Svg text(double x, double y, Anchor anchor, String colour, String text) {
        elements.append(format("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n",
                number(x), number(y), anchor.word, colour, escaped(text)));
        return this;
    }

    /**
     * A coordinate with at most two decimals.
     *
     * @param x the coordinate
     * @return its text, the same in every country
     */
    public static String number(double x) {
        String text = format("%.2f", x).replaceAll("\\.?0+$", "");
        return text.equals("-0") ? "0" : text;
    }

    /** As XML wants it: characters that XML does not have become a replacement character. */
    private static String escaped(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                default -> result.appendCodePoint(isOfXml(c) ? c : 0xFFFD);
            }
        });
        return result.toString();
    }

    private static boolean isOfXml(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c < 0xD800 || c >= 0xE000 && c < 0xFFFE
                || c >= 0x10000;
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /**
     * The document.
     *
     * @return SVG in XML, to be written as UTF-8
     */
    @Override
    public String toString() {
        return format("""
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s" \
                font-family="monospace" font-size="12">
                """, number(width), number(height)) + elements + "</svg>\n";
    }
}
