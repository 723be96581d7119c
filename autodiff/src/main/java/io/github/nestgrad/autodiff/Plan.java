package io.github.nestgrad.autodiff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the values of a program lie in one array, so that values which are not needed at the same time share memory.
 *
 * <p>A value is alive from the line that makes it to the last line that reads it, or a view of it. A view lies where
 * what it shows lies. A primitive that may work in place takes over the memory of an argument that dies with it.
 */
final class Plan {

    // a cache line, where that matters
    private static final int ALIGNMENT = 8;
    private static final int OUTPUT = Integer.MAX_VALUE;

    private final Line[] lines;
    private final int[] end;
    private final int[] owner;
    private final int[] lastUse;
    private final int[] offsets;
    private final List<List<Integer>> dying = new ArrayList<>();
    private final TreeMap<Integer, Integer> free = new TreeMap<>();
    private final ArrayDeque<Integer> freeScalars = new ArrayDeque<>();
    private int size;

    private Plan(Line[] lines, int[] outputs, List<OnePassSegment> segments) {
        this.lines = lines;
        this.end = new int[lines.length];
        this.owner = new int[lines.length];
        this.lastUse = new int[lines.length];
        this.offsets = new int[lines.length];
        Arrays.setAll(end, i -> i);
        for (OnePassSegment segment : segments) {
            Arrays.fill(end, segment.first(), segment.last() + 1, segment.last());
        }
        findLifetimes(outputs);
        place();
    }

    /** The offset of each value; −1 for constants, which lie elsewhere. */
    static Plan of(Line[] lines, int[] outputs, List<OnePassSegment> segments) {
        return new Plan(lines, outputs, segments);
    }

    int offset(int value) {
        return offsets[value];
    }

    /** How long the array must be. */
    int size() {
        return size;
    }

    private void findLifetimes(int[] outputs) {
        for (int i = 0; i < lines.length; i++) {
            owner[i] = lines[i].isView() ? owner[lines[i].arguments()[0]] : i;
            lastUse[i] = end[i];
            for (int argument : lines[i].arguments()) {
                lastUse[owner[argument]] = end[i];
            }
        }
        for (int output : outputs) {
            lastUse[owner[output]] = OUTPUT;
        }
        for (int i = 0; i < lines.length; i++) {
            dying.add(new ArrayList<>());
        }
        for (int i = 0; i < lines.length; i++) {
            if (owner[i] == i && !lines[i].isConstant() && lastUse[i] != OUTPUT && lastUse[i] > i) {
                dying.get(lastUse[i]).add(i);
            }
        }
    }

    private void place() {
        Arrays.fill(offsets, -1);
        for (int i = 0; i < lines.length; i++) {
            Line line = lines[i];
            if (line.isInput()) {
                offsets[i] = take(line.shape().size());
            } else if (line.isView()) {
                offsets[i] = offsets[line.arguments()[0]] + line.primitive().viewFrom();
            } else if (line.isApplication()) {
                int heir = argumentToReplace(i);
                offsets[i] = heir < 0 ? take(line.shape().size()) : offsets[heir];
                for (int value : dying.get(i)) {
                    if (value != heir) {
                        giveBack(offsets[value], padded(lines[value].shape().size()));
                    }
                }
            }
        }
    }

    /** An argument in whose place the value may be written, or −1. */
    private int argumentToReplace(int i) {
        if (end[i] != i) {
            return -1;
        }
        Line line = lines[i];
        int[] arguments = line.arguments();
        for (int k = 0; k < arguments.length; k++) {
            int candidate = owner[arguments[k]];
            if (line.primitive().inPlace(k) && !lines[candidate].isConstant() && lastUse[candidate] == i
                    && lines[candidate].shape().size() == line.shape().size() && isReadInPlaceAlone(line, k)) {
                return candidate;
            }
        }
        return -1;
    }

    /** Whether no other argument lies in the memory of argument k, but at the very same place. */
    private boolean isReadInPlaceAlone(Line line, int k) {
        int[] arguments = line.arguments();
        for (int j = 0; j < arguments.length; j++) {
            boolean same = owner[arguments[j]] == owner[arguments[k]];
            if (j != k && same && !(line.primitive().inPlace(j) && offsets[arguments[j]] == offsets[arguments[k]]
                    && lines[arguments[j]].shape().size() == line.shape().size())) {
                return false;
            }
        }
        return true;
    }

    private static int padded(int n) {
        return n < ALIGNMENT ? n : (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** The smallest gap that is large enough, or new room at the end. */
    private int take(int n) {
        if (n == 1 && !freeScalars.isEmpty()) {
            return freeScalars.pop();
        }
        int wanted = padded(n);
        Map.Entry<Integer, Integer> best = null;
        for (Map.Entry<Integer, Integer> gap : free.entrySet()) {
            if (gap.getValue() >= wanted && (best == null || gap.getValue() < best.getValue())) {
                best = gap;
            }
        }
        if (best == null) {
            int at = size;
            size = Math.addExact(size, wanted);
            return at;
        }
        int at = best.getKey();
        int left = best.getValue() - wanted;
        free.remove(at);
        if (left > 0) {
            free.put(at + wanted, left);
        }
        return at;
    }

    private void giveBack(int at, int n) {
        if (n <= 1) {
            for (int i = 0; i < n; i++) {
                freeScalars.push(at);
            }
            return;
        }
        int from = at;
        int to = at + n;
        Map.Entry<Integer, Integer> before = free.lowerEntry(at);
        if (before != null && before.getKey() + before.getValue() == from) {
            from = before.getKey();
        }
        Integer behind = free.remove(to);
        free.put(from, to - from + (behind == null ? 0 : behind));
    }
}
