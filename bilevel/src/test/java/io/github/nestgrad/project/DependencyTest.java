package io.github.nestgrad.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Reads the five POMs: the enforcer plugin does not look at optional dependencies. */
class DependencyTest {

    private record Dependency(String pom, String group, String artifact, String scope, boolean optional) {}

    private static final Map<String, Set<String>> ARROWS = Map.of(
            "linalg", Set.of(),
            "autodiff", Set.of("nestgrad-linalg"),
            "bilevel", Set.of("nestgrad-autodiff"),
            "verification", Set.of());

    @Test
    void nothingButJUnitAndJqwikIsDependedOnAndOnlyByTests() throws Exception {
        for (Dependency d : allDependencies()) {
            if (d.group.equals("io.github.nestgrad")) {
                continue;
            }
            assertTrue(d.group.equals("org.junit.jupiter") || d.group.equals("net.jqwik"), "foreign dependency: " + d);
            boolean checkerForUsers =
                    d.pom.equals("verification") && d.artifact.equals("jqwik-api") && d.optional;
            assertTrue(d.scope.equals("test") || checkerForUsers, "dependency outside tests: " + d);
        }
    }

    @Test
    void modulesDependOnEachOtherInOneDirectionAndOnVerificationInTestsOnly() throws Exception {
        for (String module : Checkout.MODULES) {
            for (Dependency d : dependencies(module, Checkout.root().resolve(module).resolve("pom.xml"))) {
                if (!d.group.equals("io.github.nestgrad")) {
                    continue;
                }
                if (d.artifact.equals("nestgrad-verification")) {
                    assertEquals("test", d.scope, d.toString());
                } else {
                    assertTrue(ARROWS.get(module).contains(d.artifact), "arrow against the design: " + d);
                }
            }
        }
    }

    @Test
    void profilesAndPluginsBringNoDependencies() throws Exception {
        for (Path pom : poms()) {
            Element project = parse(pom);
            assertEquals(0, project.getElementsByTagName("profile").getLength(), "profiles in " + pom);
            NodeList dependencies = project.getElementsByTagName("dependency");
            for (int i = 0; i < dependencies.getLength(); i++) {
                for (Node n = dependencies.item(i); n != null; n = n.getParentNode()) {
                    assertTrue(!n.getNodeName().equals("plugin"), "a plugin with dependencies in " + pom);
                }
            }
        }
    }

    private static List<Path> poms() {
        List<Path> poms = new ArrayList<>(List.of(Checkout.root().resolve("pom.xml")));
        Checkout.MODULES.forEach(m -> poms.add(Checkout.root().resolve(m).resolve("pom.xml")));
        return poms;
    }

    private static List<Dependency> allDependencies() throws Exception {
        List<Dependency> all = new ArrayList<>(dependencies("parent", Checkout.root().resolve("pom.xml")));
        for (String module : Checkout.MODULES) {
            all.addAll(dependencies(module, Checkout.root().resolve(module).resolve("pom.xml")));
        }
        assertTrue(all.size() >= 2 + Checkout.MODULES.size(), "the POMs were not read: " + all);
        return all;
    }

    /** The dependencies that a POM declares; those it only manages bring nothing. */
    private static List<Dependency> dependencies(String name, Path pom) throws Exception {
        List<Dependency> found = new ArrayList<>();
        for (Element list : children(parse(pom), "dependencies")) {
            for (Element d : children(list, "dependency")) {
                found.add(new Dependency(name, text(d, "groupId", ""), text(d, "artifactId", ""),
                        text(d, "scope", "compile"), text(d, "optional", "false").equals("true")));
            }
        }
        return found;
    }

    private static Element parse(Path pom) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && e.getTagName().equals(name)) {
                found.add(e);
            }
        }
        return found;
    }

    private static String text(Element parent, String name, String otherwise) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? otherwise : found.get(0).getTextContent().trim();
    }
}
