package dev.sild.stacks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.stacks.shared.RandomStacks.Drawn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

/** What holds for every stack of every kind, whatever stands in it. */
class RandomStacksTest {
    @Property(tries = 20, seed = "20261127", shrinking = ShrinkingMode.OFF)
    void everyStackIsWholeSafeAndTheSameEachTime(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        for (RandomStacks<?> kind : RandomStacks.ALL) {
            holds(kind.next(seed));
        }
    }

    @Tag("long")
    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void thousandsOfThemAre(@ForAll @LongRange(min = 0, max = 1_000_000_000) long seed) {
        everyStackIsWholeSafeAndTheSameEachTime(seed);
    }

    private static void holds(Drawn<?> drawn) {
        try {
            Stack stack = drawn.translate();
            String yaml = drawn.yaml();
            assertThat(drawn.yaml()).isEqualTo(yaml);
            List<Map<String, Object>> objects = Tree.documents(yaml);
            new StackStructure(objects, stack).holds();
            objects.stream()
                    .filter(object -> StackStructure.template(object).containsKey("spec"))
                    .forEach(workload -> keepsToItsLevel(workload, drawn.json()));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e.getMessage() + "\nof " + drawn.text(), e);
        }
    }

    /**
     * cAdvisor reads folders of its node, which is said; every other pod is restricted but where the resource asks for
     * less.
     */
    private static void keepsToItsLevel(Map<String, Object> workload, Map<String, Object> resource) {
        String component = Tree.text(workload, "metadata", "labels", "app.kubernetes.io/component");
        String level = Tree.text(section(component, Tree.map(resource, "spec")), "podSecurity");
        if (!component.equals("cadvisor") && !List.of("Baseline", "Privileged").contains(level)) {
            assertThat(RestrictedPods.violations(StackStructure.template(workload)))
                    .as(component)
                    .isEmpty();
        }
    }

    /** Returns what a resource says of a component: of a database, for what works for it. */
    private static Map<String, Object> section(String component, Map<String, Object> spec) {
        List<Map<String, Object>> sections = new ArrayList<>();
        Tree.list(spec, "services").forEach(service -> {
            if (component.equals(service.get("name"))) {
                sections.add(service);
            } else if (component.startsWith(service.get("name") + "-database")) {
                sections.add(Tree.map(service, "database"));
            }
        });
        if (!sections.isEmpty()) {
            return sections.get(0);
        }
        return Tree.map(spec, component.startsWith("backup") ? "database" : component.replace("-rotation", ""));
    }
}
