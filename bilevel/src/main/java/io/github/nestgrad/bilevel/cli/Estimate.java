package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.Hypergradient;

/**
 * What one method gave.
 *
 * @param method the method
 * @param hypergradient its result
 * @param seconds what it took
 */
record Estimate(Method method, Hypergradient hypergradient, double seconds) {}
