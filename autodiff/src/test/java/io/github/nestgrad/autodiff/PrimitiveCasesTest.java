package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** No primitive escapes the laws: what the package contains, the catalogue contains. */
class PrimitiveCasesTest {

    private static final int[] ENOUGH_SIZES = {2, 3, 4};

    /** The laws that go through the catalogue. */
    private static final List<Class<?>> LAWS = List.of(PrimitiveProperties.class, NestingProperties.class,
            ProgramProperties.class, MutantsTest.class);

    /** Those that the catalogue has no place for, with the test that judges them. */
    private static final Map<Class<?>, Class<?>> JUDGED_BY = Map.of(
            // without rules: their values carry no derivative
            Factorize.class, FactorizationTest.class,
            StopGradient.class, CustomDerivativeTest.class,
            Comparison.class, SelectionTest.class,
            ComparisonWith.class, SelectionTest.class,
            Sign.class, SelectionTest.class,
            Ties.class, SelectionTest.class,
            OneHot.class, RowsTest.class,
            // with rules that are the user's
            ArrayFunction.class, CustomDerivativeTest.class,
            ArrayProduct.class, CustomDerivativeTest.class,
            // with a first argument that carries no derivative
            Branching.class, ConditionalProperties.class);

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
            if (!JUDGED_BY.containsKey(each)) {
                expected.add(each.getSimpleName());
            }
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
            if (each.isEnum() && !JUDGED_BY.containsKey(each)) {
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

    /** Written to {@code target/primitives.txt}: the primitive, its file, and the tests of its laws. */
    @Test
    void everyPrimitiveHasAFileOfItsNameAndTestsOfItsLaws() throws Exception {
        Path sources = Path.of("src", "main", "java", Primitive.class.getPackageName().replace('.', '/'));
        List<String> index = new ArrayList<>();
        for (Class<?> each : primitiveClasses()) {
            Class<?> outer = each.getEnclosingClass() == null ? each : each.getEnclosingClass();
            Path file = sources.resolve(outer.getSimpleName() + ".java");
            assertTrue(Files.exists(file), () -> each + " is not in " + file);
            List<Class<?>> tests = JUDGED_BY.containsKey(each) ? List.of(JUDGED_BY.get(each)) : LAWS;
            for (Class<?> test : tests) {
                assertTrue(hasTests(test), () -> test + " tests nothing");
            }
            index.add(each.getSimpleName() + "; " + file + "; "
                    + tests.stream().map(Class::getSimpleName).collect(Collectors.joining(", ")));
        }
        index.sort(null);
        assertTrue(index.size() > JUDGED_BY.size());
        Files.write(Path.of("target", "primitives.txt"), index);
    }

    private static boolean hasTests(Class<?> test) {
        for (Method method : test.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(Property.class)) {
                return true;
            }
        }
        return false;
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
                    if (Primitive.class.isAssignableFrom(type) && !type.isInterface() && !type.isAnonymousClass()) {
                        classes.add(type);
                    }
                }
            }
        }
        return classes;
    }
}
