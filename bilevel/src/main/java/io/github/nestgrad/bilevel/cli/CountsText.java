package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.OracleCounts;

/** What estimates cost, in a line: the uses that occurred. */
final class CountsText {

    private CountsText() {}

    static String of(OracleCounts counts) {
        return Words.plural(counts.evaluations(), "lower gradient")
                + further(counts.hvps(), "Hessian-vector product")
                + further(counts.jvps(), "JVP")
                + further(counts.vjps(), "VJP");
    }

    private static String further(long count, String noun) {
        return count == 0 ? "" : ", " + Words.plural(count, noun);
    }
}
