package io.github.nestgrad.autodiff;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What a primitive means while one derivative is being taken; {@link Forward} and {@link Reverse} are the two kinds.
 *
 * <p>Every call of a transformation makes an interpreter of its own. The boxes it hands out name it, and by this
 * identity alone it knows its own boxes from all others.
 */
abstract class Interpreter {

    // Nested derivatives are created after the ones that surround them, so creation order is nesting order, also for
    // boxes that a closure brings in from outside. The counter carries no other information.
    private static final AtomicLong CREATED = new AtomicLong();

    private final long order = CREATED.incrementAndGet();
    private final Thread owner = Thread.currentThread();
    private boolean open = true;

    /** The meaning of y = p(x) for this interpreter; at least one argument is a box of its own. */
    abstract Tensor interpret(Primitive p, Tensor[] x);

    /** From here on the boxes of this interpreter are of no use: using one is a leak. */
    final void close() {
        open = false;
    }

    /** The whole dispatch: the innermost interpreter among the arguments acts, and with none of them we evaluate. */
    static Tensor bind(Primitive p, Tensor... x) {
        Interpreter innermost = null;
        for (Tensor t : x) {
            if (t instanceof Traced box && (innermost == null || box.interpreter.order > innermost.order)) {
                innermost = box.interpreter;
            }
        }
        if (innermost == null) {
            Concrete[] numbers = new Concrete[x.length];
            for (int i = 0; i < x.length; i++) {
                numbers[i] = (Concrete) x[i];
            }
            return p.apply(numbers);
        }
        if (!innermost.usable()) {
            throw innermost.misuse(p.operation());
        }
        return innermost.interpret(p, x);
    }

    /** Whether a box of this interpreter may be the primal of a box of {@code other}, and not the other way round. */
    final boolean surrounds(Interpreter other) {
        return order < other.order;
    }

    /** Whether the boxes of this interpreter may be used here and now. */
    final boolean usable() {
        return open && Thread.currentThread() == owner;
    }

    /** Why a box of this interpreter may not be used by {@code operation}. */
    final IllegalStateException misuse(String operation) {
        if (!open) {
            return new IllegalStateException(operation + ": a tensor is used after the derivative that made it has "
                    + "ended; return it from the differentiated function instead of storing it");
        }
        return new IllegalStateException(operation + ": a tensor is used on thread '"
                + Thread.currentThread().getName() + "', but its derivative is being taken on thread '"
                + owner.getName() + "'; take the derivative inside one thread");
    }
}
