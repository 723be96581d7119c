package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.Collections;
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

    /** All lines, in the order of evaluation. */
    List<Node> lines() {
        return Collections.unmodifiableList(tape);
    }

    /** A line of the tape: which primitive made the value, from which primals, and where these stand on the tape. */
    static final class Node extends Lifted {
        private final Tensor kept;
        private final int index;
        private final Primitive primitive;
        final Tensor[] arguments;
        private final Node[] parents;

        private Node(Reverse tape, Tensor primal, Tensor kept, int index, Primitive primitive, Tensor[] arguments,
                Node[] parents) {
            super(tape, primal);
            this.kept = kept;
            this.index = index;
            this.primitive = primitive;
            this.arguments = arguments;
            this.parents = parents;
        }
    }

    /** An input of the differentiated function: a line without a primitive. */
    Node input(Tensor primal) {
        return write(primal, null, null, new Tensor[0], new Node[0]);
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
        if (p instanceof Joint joint) {
            Tensor kept = joint.keep(primals);
            Tensor y = kept == null ? bind(p, primals) : joint.valueOf(kept);
            return write(y, kept, p, primals, parents);
        }
        Tensor y = bind(p, primals);
        return p.hasDerivative() ? write(y, null, p, primals, parents) : y;
    }

    private Node write(Tensor primal, Tensor kept, Primitive p, Tensor[] arguments, Node[] parents) {
        Node node = new Node(this, primal, kept, tape.size(), p, arguments, parents);
        tape.add(node);
        return node;
    }

    /**
     * Walks the tape back from outputs whose cotangents are given. The tape stays, so this can be repeated.
     *
     * @return the cotangent of each input; null where no output depends on it
     */
    Tensor[] pullBack(Node[] outputs, Tensor[] cotangents, Node... inputs) {
        int last = -1;
        for (Node output : outputs) {
            last = Math.max(last, output.index);
        }
        Tensor[] sums = new Tensor[last + 1];
        for (int k = 0; k < outputs.length; k++) {
            int at = outputs[k].index;
            sums[at] = sums[at] == null ? cotangents[k] : sums[at].plus(cotangents[k]);
        }
        for (int i = last; i >= 0; i--) {
            Node node = tape.get(i);
            if (sums[i] == null || node.primitive == null) {
                continue;
            }
            if (node.primitive instanceof Joint joint) {
                pullJointly(joint, node, sums);
            } else {
                for (int k = 0; k < node.parents.length; k++) {
                    if (node.parents[k] != null) {
                        int parent = node.parents[k].index;
                        sums[parent] = accumulated(node, k, sums[parent], sums[i]);
                    }
                }
            }
            sums[i] = null; // complete and passed on: let it go before the walk ends
        }
        Tensor[] result = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            result[i] = inputs[i].index > last ? null : sums[inputs[i].index];
        }
        return result;
    }

    private static void pullJointly(Joint p, Node node, Tensor[] sums) {
        boolean[] wanted = new boolean[node.parents.length];
        for (int k = 0; k < wanted.length; k++) {
            wanted[k] = node.parents[k] != null;
        }
        Tensor[] found;
        try {
            found = p.pull(wanted, sums[node.index], node.arguments, node.primal, node.kept);
        } catch (NotFinite e) {
            throw e.during("the cotangents of the arguments of", p, node.arguments);
        }
        for (int k = 0; k < wanted.length; k++) {
            if (wanted[k] && found[k] != null) {
                int parent = node.parents[k].index;
                sums[parent] = sums[parent] == null ? found[k] : sums[parent].plus(found[k]);
            }
        }
    }

    private static Tensor accumulated(Node node, int k, Tensor sum, Tensor cotangent) {
        try {
            return node.primitive.accumulate(k, sum, cotangent, node.arguments, node.primal);
        } catch (NotFinite e) {
            throw e.during("the cotangent of argument " + k + " of", node.primitive, node.arguments);
        }
    }

    /**
     * Walks the tape again in the order of evaluation, with tangents of the inputs; null for zero.
     *
     * @return the tangent of the output; null for zero
     */
    Tensor pushForward(Node[] inputs, Tensor[] tangents, Node output) {
        Tensor[] along = new Tensor[tape.size()];
        for (int k = 0; k < inputs.length; k++) {
            along[inputs[k].index] = tangents[k];
        }
        for (int i = 0; i <= output.index; i++) {
            Node node = tape.get(i);
            if (node.primitive == null) {
                continue;
            }
            Tensor[] own = new Tensor[node.parents.length];
            for (int k = 0; k < own.length; k++) {
                own[k] = node.parents[k] == null ? null : along[node.parents[k].index];
            }
            along[i] = Forward.tangent(node.primitive, own, node.arguments, node.primal);
        }
        return along[output.index];
    }
}
