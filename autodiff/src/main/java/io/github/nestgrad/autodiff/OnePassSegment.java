package io.github.nestgrad.autodiff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Lines of a program that read a large matrix X once instead of twice: Z = X W, a chain of lines that work row by row
 * on Z, and G = Xᵀ R with R the end of the chain. The gradient of every regression contains one.
 *
 * <p>The lines stand together, from {@code first} to {@code last}; they are run for a block of rows at a time. The sums
 * of G are added up block by block: with m rows each entry of G is off by at most m u Σᵢ |xᵢ rᵢ|, to first order in the
 * unit roundoff u, as in any order.
 *
 * @param first the line Z = X W
 * @param last the line G = Xᵀ R
 */
record OnePassSegment(int first, int last) {

    // X that stays in the cache from the first product to the second gains nothing
    private static final int LARGE = 64 * 1024;
    // with more columns the products take longer than the reading of X
    private static final int MOST_COLUMNS = 16;

    private static final MatMul FORWARD = new MatMul(false, false);
    private static final MatMul BACKWARD = new MatMul(true, false);

    /** The lines in an order in which segments stand together, with where they stand. */
    record Arranged(Line[] lines, int[] outputs, List<OnePassSegment> segments) {}

    static Arranged arrange(Line[] lines, int[] outputs) {
        Arranged arranged = new Arranged(lines, outputs, List.of());
        int last = next(arranged.lines, BACKWARD, 0);
        while (last < arranged.lines.length) {
            Arranged with = withSegmentUpTo(arranged, last);
            if (with != null) {
                arranged = with;
                last = with.segments.get(with.segments.size() - 1).last;
            }
            last = next(arranged.lines, BACKWARD, last + 1);
        }
        return arranged;
    }

    private static int next(Line[] lines, Primitive p, int from) {
        int i = from;
        while (i < lines.length && !p.equals(lines[i].primitive())) {
            i++;
        }
        return i;
    }

    private static Arranged withSegmentUpTo(Arranged arranged, int last) {
        int x = arranged.lines[last].arguments()[0];
        if (arranged.lines[x].shape().size() < LARGE) {
            return null;
        }
        for (int first : beginnings(arranged.lines, last)) {
            Arranged with = withSegment(arranged, first, last);
            if (with != null) {
                return with;
            }
        }
        return null;
    }

    /** The products with X that R is made of row by row, the earliest first: only the chain is searched for them. */
    private static SortedSet<Integer> beginnings(Line[] lines, int last) {
        int x = lines[last].arguments()[0];
        int rows = lines[x].shape().rows();
        SortedSet<Integer> found = new TreeSet<>();
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        open.push(lines[last].arguments()[1]);
        while (!open.isEmpty()) {
            int i = open.pop();
            Line line = lines[i];
            if (!seen.add(i) || !line.isApplication()) {
                continue;
            }
            if (FORWARD.equals(line.primitive()) && line.arguments()[0] == x) {
                found.add(i);
            } else if (line.primitive().onRows(rows) != null) {
                for (int argument : line.arguments()) {
                    open.push(argument);
                }
            }
        }
        return found;
    }

    /** Null if the two lines are not the ends of a segment, or it would tear another one apart. */
    private static Arranged withSegment(Arranged arranged, int first, int last) {
        Line[] lines = arranged.lines;
        int x = lines[first].arguments()[0];
        int r = lines[last].arguments()[1];
        Shape z = lines[first].shape();
        if (x != lines[last].arguments()[0] || z.columns() > MOST_COLUMNS || !z.equals(lines[r].shape())) {
            return null;
        }
        boolean[] fromFirst = descendants(lines, first);
        boolean[] inside = chain(lines, fromFirst, first, r);
        if (inside == null) {
            return null;
        }
        inside[first] = true;
        inside[last] = true;
        int[] part = new int[lines.length];
        for (int i = 0; i < part.length; i++) {
            part[i] = !fromFirst[i] ? 0 : inside[i] ? 1 : 2;
        }
        for (OnePassSegment other : arranged.segments) {
            for (int i = other.first; i <= other.last; i++) {
                if (part[i] != part[other.first] || part[i] == 1) {
                    return null;
                }
            }
        }
        return permuted(arranged, part, first, last);
    }

    private static boolean[] descendants(Line[] lines, int first) {
        boolean[] descends = new boolean[lines.length];
        descends[first] = true;
        for (int i = first + 1; i < lines.length; i++) {
            for (int argument : lines[i].arguments()) {
                descends[i] |= descends[argument];
            }
        }
        return descends;
    }

    /** What R needs of what is made of Z; null if that is nothing, or not made row by row. */
    private static boolean[] chain(Line[] lines, boolean[] fromFirst, int first, int r) {
        if (!fromFirst[r] || r == first) {
            return null;
        }
        int rows = lines[first].shape().rows();
        boolean[] chain = new boolean[lines.length];
        chain[r] = true;
        for (int i = r; i > first; i--) {
            if (!chain[i]) {
                continue;
            }
            Line line = lines[i];
            if (line.isView() || line.shape().rank() == 0 || line.shape().rows() != rows
                    || line.primitive().onRows(rows) == null || line.primitive().workspace(shapes(lines, line)) > 0) {
                return null;
            }
            for (int k = 0; k < line.arguments().length; k++) {
                int argument = line.arguments()[k];
                if (fromFirst[argument]) {
                    if (!line.primitive().hasRows(k)) {
                        return null;
                    }
                    chain[argument] |= argument != first;
                }
                if (line.primitive().hasRows(k) && lines[argument].shape().rows() != rows) {
                    return null;
                }
            }
        }
        return chain;
    }

    static Shape[] shapes(Line[] lines, Line line) {
        return Arrays.stream(line.arguments()).mapToObj(k -> lines[k].shape()).toArray(Shape[]::new);
    }

    /** What does not descend from Z, then the segment, then the rest; each part in the old order. */
    private static Arranged permuted(Arranged arranged, int[] part, int first, int last) {
        int n = part.length;
        int[] place = new int[n];
        int next = 0;
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < n; i++) {
                if (part[i] == round) {
                    place[i] = next++;
                }
            }
        }
        Line[] lines = new Line[n];
        for (int i = 0; i < n; i++) {
            Line line = arranged.lines[i];
            lines[place[i]] = new Line(line.primitive(),
                    Arrays.stream(line.arguments()).map(k -> place[k]).toArray(), line.shape(), line.constant());
        }
        List<OnePassSegment> segments = new ArrayList<>();
        for (OnePassSegment other : arranged.segments) {
            segments.add(new OnePassSegment(place[other.first], place[other.last]));
        }
        segments.add(new OnePassSegment(place[first], place[last]));
        return new Arranged(lines, Arrays.stream(arranged.outputs).map(k -> place[k]).toArray(), segments);
    }
}
