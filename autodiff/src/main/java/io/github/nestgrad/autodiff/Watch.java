package io.github.nestgrad.autodiff;

/** Evaluates, and shows each application to an observer: those of derivatives that are taken inside it, too. */
final class Watch extends Interpreter {

    private final Observer observer;

    Watch(Observer observer) {
        this.observer = observer;
    }

    /** Who looks on. */
    interface Observer {

        /** The primitive p was applied to x and made y; both may carry derivatives from outside. */
        void applied(Primitive p, Tensor[] x, Tensor y);
    }

    /** A tensor whose descendants are looked at. */
    static final class Watched extends Lifted {
        private Watched(Watch watch, Tensor primal) {
            super(watch, primal);
        }
    }

    Tensor box(Tensor primal) {
        return new Watched(this, primal);
    }

    /** What is left of {@code y} without this interpreter. */
    Tensor primalOf(Tensor y) {
        return y instanceof Watched watched && watched.interpreter == this ? watched.primal : y;
    }

    /** A tensor that is looked at if another one is: what a derivative begins with, beside the point it is taken at. */
    static Tensor like(Tensor example, Tensor t) {
        Tensor below = example;
        while (below instanceof Lifted lifted) {
            if (lifted instanceof Watched watched) {
                // what belongs to a derivative inside of the watch cannot be put into a box of it
                boolean outside = !(t instanceof Traced box) || box.interpreter.surrounds(watched.interpreter);
                return outside && watched.interpreter.usable() ? ((Watch) watched.interpreter).box(t) : t;
            }
            below = lifted.primal;
        }
        return t;
    }

    @Override
    Tensor interpret(Primitive p, Tensor[] x) {
        Tensor[] primals = new Tensor[x.length];
        for (int k = 0; k < x.length; k++) {
            primals[k] = primalOf(x[k]);
        }
        Tensor y = bind(p, primals);
        observer.applied(p, primals, y);
        return box(y);
    }
}
