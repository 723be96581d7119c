package io.github.nestgrad.autodiff;

/** A part of the run of a program. */
interface Step {

    /** Computes what the step is for, from the memory that it knows. */
    void run();

    /** A primitive on windows. */
    record Apply(Primitive primitive, Concrete[] arguments, Concrete value, double[] workspace) implements Step {

        @Override
        public void run() {
            primitive.evaluate(arguments, value, workspace);
        }
    }
}
