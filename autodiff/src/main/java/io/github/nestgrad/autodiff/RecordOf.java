package io.github.nestgrad.autodiff;

/** Constructors of records of tensors, for {@link Layout}; for one and two tensors the functions of the JDK do. */
public final class RecordOf {

    private RecordOf() {}

    /**
     * Makes a record of three tensors.
     *
     * @param <P> the type of the record
     */
    @FunctionalInterface
    public interface Three<P> {

        /**
         * Makes the record.
         *
         * @param a the first tensor
         * @param b the second tensor
         * @param c the third tensor
         * @return the record
         */
        P of(Tensor a, Tensor b, Tensor c);
    }

    /**
     * Makes a record of four tensors.
     *
     * @param <P> the type of the record
     */
    @FunctionalInterface
    public interface Four<P> {

        /**
         * Makes the record.
         *
         * @param a the first tensor
         * @param b the second tensor
         * @param c the third tensor
         * @param d the fourth tensor
         * @return the record
         */
        P of(Tensor a, Tensor b, Tensor c, Tensor d);
    }

    /**
     * Makes a record of five tensors.
     *
     * @param <P> the type of the record
     */
    @FunctionalInterface
    public interface Five<P> {

        /**
         * Makes the record.
         *
         * @param a the first tensor
         * @param b the second tensor
         * @param c the third tensor
         * @param d the fourth tensor
         * @param e the fifth tensor
         * @return the record
         */
        P of(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e);
    }

    /**
     * Makes a record of six tensors.
     *
     * @param <P> the type of the record
     */
    @FunctionalInterface
    public interface Six<P> {

        /**
         * Makes the record.
         *
         * @param a the first tensor
         * @param b the second tensor
         * @param c the third tensor
         * @param d the fourth tensor
         * @param e the fifth tensor
         * @param f the sixth tensor
         * @return the record
         */
        P of(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e, Tensor f);
    }
}
