package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No primitive escapes the laws: what the package contains, the catalogue contains. */
class PrimitiveCasesTest {

    private static final int[] ENOUGH_SIZES = {2, 3, 4};

    /** Whose rules are never asked; tests of their own judge the values. */
    private static final Set<Class<?>> WITHOUT_DERIVATIVE = Set.of(Factorize.class, StopGradient.class,
            Comparison.class, ComparisonWith.class, Sign.class, Ties.class, OneHot.class);

    /** Whose rules are the user's, and have no derivative: {@link CustomDerivativeTest} has them. */
    private static final Set<Class<?>> OF_ARRAYS = Set.of(ArrayFunction.class, ArrayProduct.class);

    /** Whose first argument carries no derivative; ConditionalProperties has the laws for it. */
    private static final Set<Class<?>> JUDGED_ELSEWHERE = Set.of(Branching.class);

    private static Set<Primitive> catalogued() {
        Set<Primitive> primitives = new HashSet<>();
        for (PrimitiveCase each : PrimitiveCases.ALL) {
            Primitive p = each.primitive().of(ENOUGH_SIZES);
            primitives.add(p instanceof WithConstants with ? with.base() : p);
        }
        return primitives;
    }

    @Test
    void everyPrimitiveClassOfThePackageIsInTheCatalogue() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (Class<?> each : primitiveClasses()) {
            expected.add(each.getSimpleName());
        }
        Set<String> actual = new TreeSet<>();
        for (Primitive each : catalogued()) {
            actual.add(each instanceof Enum<?> constant
                    ? constant.getDeclaringClass().getSimpleName() : each.getClass().getSimpleName());
        }
        assertFalse(expected.isEmpty());
        assertEquals(expected, actual);
    }

    @Test
    void everyConstantOfAnEnumOfPrimitivesIsInTheCatalogue() throws Exception {
        Set<Primitive> catalogued = catalogued();
        List<Object> missing = new ArrayList<>();
        for (Class<?> each : primitiveClasses()) {
            if (each.isEnum()) {
                for (Object constant : each.getEnumConstants()) {
                    if (!catalogued.contains((Primitive) constant)) {
                        missing.add(constant);
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyAxisAndEveryPairOfTransposeFlagsIsInTheCatalogue() {
        Set<Primitive> catalogued = catalogued();
        for (Axis axis : Axis.values()) {
            assertTrue(catalogued.contains(new SumTo(axis)), axis::toString);
            assertTrue(catalogued.stream().anyMatch(p -> p instanceof Expand expand && expand.axis() == axis));
        }
        for (boolean transposeA : new boolean[] {false, true}) {
            for (boolean transposeB : new boolean[] {false, true}) {
                assertTrue(catalogued.contains(new MatMul(transposeA, transposeB)));
            }
        }
    }

    private static List<Class<?>> primitiveClasses() throws IOException, URISyntaxException, ClassNotFoundException {
        Path root = Path.of(Primitive.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path folder = root.resolve(Primitive.class.getPackageName().replace('.', '/'));
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                if (!name.endsWith("-info")) {
                    Class<?> type = Class.forName(Primitive.class.getPackageName() + "." + name, false,
                            Primitive.class.getClassLoader());
                    // the bodies of enum constants are anonymous classes; their enum stands for them
                    if (Primitive.class.isAssignableFrom(type) && !type.isInterface() && !type.isAnonymousClass()
                            && !OF_ARRAYS.contains(type)
                            && !WITHOUT_DERIVATIVE.contains(type) && !JUDGED_ELSEWHERE.contains(type)) {
                        classes.add(type);
                    }
                }
            }
        }
        return classes;
    }
}
