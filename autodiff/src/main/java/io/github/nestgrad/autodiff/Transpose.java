package io.github.nestgrad.autodiff;

/** Yⱼᵢ = Xᵢⱼ for a matrix. */
enum Transpose implements Primitive {
    TRANSPOSE;

    @Override
    public String operation() {
        return "transposed";
    }

    @Override
    public Shape shape(Shape... x) {
        if (x[0].rank() != 2) {
            throw new IllegalArgumentException("transposed: the argument is a " + x[0] + " (expected a matrix)");
        }
        return Shape.matrix(x[0].columns(), x[0].rows());
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        int rows = a.shape().rows();
        int columns = a.shape().columns();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                y.array[y.offset + j * rows + i] = a.array[a.offset + i * columns + j];
            }
        }
    }

    @Override
    public long cost(Shape... x) {
        return 0;
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return tangent.transposed();
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return cotangent.transposed();
    }
}
