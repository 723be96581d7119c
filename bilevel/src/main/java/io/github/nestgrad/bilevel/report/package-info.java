/**
 * How results are written: as JSON for programs, as tables and rounded numbers for people.
 *
 * <p>{@link io.github.nestgrad.bilevel.report.JsonObject JsonObject} and
 * {@link io.github.nestgrad.bilevel.report.JsonArray JsonArray} build JSON text with every number in full precision;
 * {@link io.github.nestgrad.bilevel.report.JsonText JsonText} quotes a string as JSON does, which also puts any
 * foreign text on one line of a message. {@link io.github.nestgrad.bilevel.report.TextTable TextTable} aligns
 * columns, and {@link io.github.nestgrad.bilevel.report.Numbers Numbers} rounds the numbers in them.
 *
 * <h2>Numbers and threads</h2>
 * A double in JSON reads back as the same double. JSON has no NaN and no infinities: they are refused, by the name of
 * their key, unless {@code putFinite} is told to write {@code null} instead. The builders belong to one thread.
 */
package io.github.nestgrad.bilevel.report;
