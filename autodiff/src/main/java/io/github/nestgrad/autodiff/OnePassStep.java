package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.kernel.RowBlockStep;

/** Runs a {@link OnePassSegment}: the kernel reads X once, and has the chain done for each block of rows in between. */
final class OnePassStep implements Step {

    private final Concrete x;
    private final Concrete w;
    private final Concrete z;
    private final Concrete r;
    private final Concrete g;
    private final Apply[] chain;
    private final double[] workspace;
    private final RowBlockStep block = this::runChain;
    // made when the kernel asks for a block first; the kernel always cuts in the same way
    private final Apply[][] blocks;

    /** The values at both ends, and the lines between as they would be applied to all rows. */
    OnePassStep(Concrete x, Concrete w, Concrete z, Concrete r, Concrete g, Apply[] chain, double[] workspace) {
        this.x = x;
        this.w = w;
        this.z = z;
        this.r = r;
        this.g = g;
        this.chain = chain;
        this.workspace = workspace;
        this.blocks = new Apply[z.shape().rows()][];
    }

    static int workspace(Shape x, Shape z, Concrete kernelsOf) {
        return kernelsOf.kernels.onePassWorkspace(x.rows(), x.columns(), z.columns());
    }

    @Override
    public void run() {
        g.kernels.onePass(x.shape().rows(), x.shape().columns(), z.shape().columns(), x.array, x.offset,
                w.array, w.offset, block, g.array, g.offset, workspace);
    }

    private void runChain(int firstRow, int rows, double[] block, int blockOffset) {
        int columns = z.shape().columns();
        System.arraycopy(block, blockOffset, z.array, z.offset + firstRow * columns, rows * columns);
        if (blocks[firstRow] == null) {
            blocks[firstRow] = chainOnRows(firstRow, rows);
        }
        for (Apply line : blocks[firstRow]) {
            line.run();
        }
        System.arraycopy(r.array, r.offset + firstRow * columns, block, blockOffset, rows * columns);
    }

    private Apply[] chainOnRows(int firstRow, int rows) {
        Apply[] lines = new Apply[chain.length];
        for (int i = 0; i < lines.length; i++) {
            Apply whole = chain[i];
            Concrete[] arguments = whole.arguments().clone();
            for (int k = 0; k < arguments.length; k++) {
                if (whole.primitive().hasRows(k)) {
                    arguments[k] = onRows(arguments[k], firstRow, rows);
                }
            }
            lines[i] = new Apply(whole.primitive().onRows(rows), arguments, onRows(whole.value(), firstRow, rows),
                    workspace);
        }
        return lines;
    }

    private static Concrete onRows(Concrete value, int firstRow, int rows) {
        Shape shape = value.shape();
        return value.viewed(new Shape(shape.rank(), rows, shape.columns()), firstRow * shape.columns());
    }
}
