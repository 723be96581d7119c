package io.github.nestgrad.bilevel.cli;

import java.util.List;

/**
 * What a command hands back.
 *
 * @param output the text or JSON for the standard output, its last line ended
 * @param misses the solves that missed a tolerance, a line each; none if all is well
 */
record Result(String output, List<String> misses) {}
