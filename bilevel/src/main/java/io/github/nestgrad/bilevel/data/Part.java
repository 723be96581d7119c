package io.github.nestgrad.bilevel.data;

import java.util.stream.IntStream;

/** Some rows of a table, by their numbers. */
record Part(Table table, int[] rows) {

    static Part all(Table table) {
        return new Part(table, IntStream.range(0, table.rows()).toArray());
    }
}
