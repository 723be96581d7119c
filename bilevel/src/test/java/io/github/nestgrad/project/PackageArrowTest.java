package io.github.nestgrad.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reads every source file: which package names which. */
class PackageArrowTest {

    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    // a type named in full or imported, alone or with all its package; what comments say counts for nothing
    private static final Pattern REFERENCE =
            Pattern.compile("\\bio\\.github\\.nestgrad((?:\\.[a-z][a-z0-9]*)+)\\.(?:[A-Z]|\\*)");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    private static final Map<String, List<String>> MODULES_SEEN = Map.of(
            "linalg", List.of("linalg"),
            "autodiff", List.of("autodiff", "linalg"),
            "bilevel", List.of("bilevel", "autodiff", "linalg"),
            "verification", List.of("verification"));

    @Test
    void packagesFormNoCycle() {
        Map<String, Set<String>> arrows = arrows();
        assertTrue(arrows.size() > 10, "the sources were not read: " + arrows.keySet());
        Set<String> done = new HashSet<>();
        for (String p : arrows.keySet()) {
            visit(p, arrows, new ArrayList<>(), done);
        }
    }

    @Test
    void modulesNameOnlyWhatTheDesignLetsThemSee() {
        for (String module : Checkout.MODULES) {
            for (Path source : Checkout.mainSources(module)) {
                for (String named : references(Checkout.read(source))) {
                    String seen = named.split("\\.")[3];
                    assertTrue(MODULES_SEEN.get(module).contains(seen), source + " names " + named);
                }
            }
        }
    }

    @Test
    void nothingImportsTheCommandLineAndTheCoreImportsNoContent() {
        String core = "io.github.nestgrad.bilevel";
        Set<String> outside = Set.of("model", "application", "data", "report", "cli");
        arrows().forEach((from, tos) -> {
            String part = from.startsWith(core + ".") ? from.substring(core.length() + 1) : "";
            for (String to : tos) {
                assertFalse(to.endsWith(".cli"), from + " names " + to);
                if (from.startsWith(core) && !outside.contains(part)) {
                    String named = to.substring(to.lastIndexOf('.') + 1);
                    assertFalse(to.startsWith(core) && outside.contains(named), from + " (core) names " + to);
                }
            }
        });
    }

    @Test
    void everyPackageHasAGuide() {
        Set<String> guided = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (String module : Checkout.MODULES) {
            for (Path source : Checkout.mainSources(module)) {
                Matcher m = PACKAGE.matcher(Checkout.read(source));
                if (m.find()) {
                    all.add(m.group(1));
                    if (source.endsWith("package-info.java")) {
                        guided.add(m.group(1));
                    }
                }
            }
        }
        assertEquals(all, guided);
    }

    private static void visit(String p, Map<String, Set<String>> arrows, List<String> way, Set<String> done) {
        assertFalse(way.contains(p), "cycle of packages: " + way + " and again " + p);
        if (done.contains(p)) {
            return;
        }
        way.add(p);
        for (String next : arrows.getOrDefault(p, Set.of())) {
            visit(next, arrows, way, done);
        }
        way.remove(way.size() - 1);
        done.add(p);
    }

    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (String module : Checkout.MODULES) {
            for (Path source : Checkout.mainSources(module)) {
                String text = Checkout.read(source);
                Matcher m = PACKAGE.matcher(text);
                if (m.find()) {
                    Set<String> named = arrows.computeIfAbsent(m.group(1), key -> new TreeSet<>());
                    named.addAll(references(text));
                    named.remove(m.group(1));
                }
            }
        }
        return arrows;
    }

    private static Set<String> references(String text) {
        Set<String> named = new TreeSet<>();
        Matcher m = REFERENCE.matcher(COMMENT.matcher(text).replaceAll(" "));
        while (m.find()) {
            named.add("io.github.nestgrad" + m.group(1));
        }
        return named;
    }
}
