package io.github.nestgrad.autodiff.trace;

import java.util.ArrayList;
import java.util.List;

/** What stands in a node of a drawing: the formula, the primal, and the derivatives that were asked for. */
final class NodeLabel {

    private NodeLabel() {}

    static List<String> of(EvaluationTrace trace, TraceLine line) {
        List<String> texts = new ArrayList<>();
        texts.add(line.name() + " = " + line.formula());
        texts.add("value " + Digits.of(line.primal()));
        if (trace.hasTangents()) {
            texts.add("tangent " + TraceText.derivative(line, line.tangent()));
        }
        if (trace.hasAdjoints()) {
            texts.add("adjoint " + TraceText.derivative(line, line.adjoint()));
        }
        return texts;
    }
}
