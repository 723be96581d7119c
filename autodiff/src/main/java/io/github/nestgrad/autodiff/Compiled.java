package io.github.nestgrad.autodiff;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A function that is recorded once for each combination of shapes, and then run as a program by any thread. */
final class Compiled<P, Q> implements Function<P, Q> {

    private final Layout<P> inputs;
    private final Layout<Q> outputs;
    private final Function<? super P, ? extends Q> f;
    private final ConcurrentHashMap<List<Shape>, Pool> pools = new ConcurrentHashMap<>();

    Compiled(Layout<P> inputs, Layout<Q> outputs, Function<? super P, ? extends Q> f) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.f = f;
    }

    @Override
    public Q apply(P x) {
        Tensor[] t = inputs.tensors(x);
        List<Shape> shapes = Arrays.stream(t).map(Tensor::shape).toList();
        Pool pool = pools.get(shapes);
        if (pool == null) {
            // not computeIfAbsent: while it records, f may call itself with tensors of other shapes
            Pool recorded = new Pool(Program.ofSeveral(s -> outputs.tensors(f.apply(inputs.of(s))),
                    shapes.toArray(Shape[]::new)));
            pool = pools.putIfAbsent(shapes, recorded);
            pool = pool == null ? recorded : pool;
        }
        return outputs.of(pool.apply(t));
    }
}
