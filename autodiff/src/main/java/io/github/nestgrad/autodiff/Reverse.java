package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * Reverse mode: the applications are written on a tape, and cotangents are carried back along it.
 *
 * <pre>
 *   y = p(x₀, …, xₙ)        x̄ₖ += Jₖᵀ ȳ
 * </pre>
 */
final class Reverse extends Interpreter {

    private final List<Node> tape = new ArrayList<>();

    /** A line of the tape: which primitive made the value, from which primals, and where these stand on the tape. */
    static final class Node extends Lifted {
        private final int index;
        private final Primitive primitive;
        private final Tensor[] arguments;
        private final Node[] parents;

        private Node(Reverse tape, Tensor primal, int index, Primitive primitive, Tensor[] arguments, Node[] parents) {
            super(tape, primal);
            this.index = index;
            this.primitive = primitive;
            this.arguments = arguments;
            this.parents = parents;
        }
    }

    /** An input of the differentiated function: a line without a primitive. */
    Node input(Tensor primal) {
        return write(primal, null, new Tensor[0], new Node[0]);
    }

    boolean owns(Tensor y) {
        return y instanceof Node node && node.interpreter == this;
    }

    /** What is left of {@code y} without this interpreter. */
    Tensor primalOf(Tensor y) {
        return owns(y) ? ((Node) y).primal : y;
    }

    @Override
    Tensor interpret(Primitive p, Tensor[] x) {
        Tensor[] primals = new Tensor[x.length];
        Node[] parents = new Node[x.length];
        for (int k = 0; k < x.length; k++) {
            primals[k] = primalOf(x[k]);
            parents[k] = owns(x[k]) ? (Node) x[k] : null;
        }
        return write(bind(p, primals), p, primals, parents);
    }

    private Node write(Tensor primal, Primitive p, Tensor[] arguments, Node[] parents) {
        Node node = new Node(this, primal, tape.size(), p, arguments, parents);
        tape.add(node);
        return node;
    }

    /**
     * Walks the tape back from {@code output}, whose cotangent is given. The tape stays, so this can be repeated.
     *
     * @return the cotangent of each input; null where the output does not depend on it
     */
    Tensor[] pullBack(Node output, Tensor cotangent, Node... inputs) {
        Tensor[] cotangents = new Tensor[output.index + 1];
        cotangents[output.index] = cotangent;
        for (int i = output.index; i >= 0; i--) {
            Node node = tape.get(i);
            if (cotangents[i] == null || node.primitive == null) {
                continue;
            }
            for (int k = 0; k < node.parents.length; k++) {
                if (node.parents[k] != null) {
                    int parent = node.parents[k].index;
                    cotangents[parent] = node.primitive.accumulate(
                            k, cotangents[parent], cotangents[i], node.arguments, node.primal);
                }
            }
            cotangents[i] = null; // complete and passed on: let it go before the walk ends
        }
        Tensor[] result = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            result[i] = inputs[i].index > output.index ? null : cotangents[inputs[i].index];
        }
        return result;
    }
}
