package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.stacks.shared.RandomStacks;
import dev.sild.stacks.shared.RandomStacks.Drawn;
import dev.sild.works.Policies.End;
import dev.sild.works.RunningPod.Port;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

/** Whatever a stack says: the policies that it becomes let through just the connections that it declares. */
class RandomStackTrafficTest {
    private static final String NAMESPACE = "prod";
    private static final End DNS = End.foreign("kube-system", Map.of("k8s-app", "kube-dns"));

    @Property(tries = 20, seed = "20261127", shrinking = ShrinkingMode.OFF)
    void justWhatIsDeclaredIsOpen(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        for (RandomStacks<?> kind : RandomStacks.ALL) {
            Drawn<?> drawn = kind.next(seed);
            assertThat(differences(drawn)).as(drawn.text()).isEmpty();
        }
    }

    @Tag("long")
    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void justThatIsOpenInThousandsOfThem(@ForAll @LongRange(min = 0, max = 1_000_000_000) long seed) {
        justWhatIsDeclaredIsOpen(seed);
    }

    private static Set<String> differences(Drawn<?> drawn) {
        DeclaredTraffic declared = DeclaredTraffic.of(drawn.json(), NAMESPACE);
        StackTraffic traffic = new StackTraffic(drawn.yaml());
        String stack = drawn.translate().application().name();
        Map<String, End> others = StackTraffic.strangers();
        others.put("DNS", DNS);
        declared.friends().forEach(friend -> others.put("friend " + others.size(), friend));
        Set<String> differences = new TreeSet<>();
        for (String component : traffic.components(stack)) {
            for (Port port : traffic.ports(stack, component)) {
                others.forEach((name, end) -> compare(
                        differences,
                        name + " → " + component + ":" + port,
                        traffic.allows(end, traffic.end(stack, component), port),
                        !declared.isEnforced() || declared.enters(end, component, port)));
                traffic.components(stack).stream()
                        .filter(from -> !from.equals(component))
                        .forEach(from -> compare(
                                differences,
                                from + " → " + component + ":" + port,
                                traffic.allows(traffic.end(stack, from), traffic.end(stack, component), port),
                                !declared.isEnforced()
                                        || (declared.leaves(from, traffic.end(stack, component), port)
                                                && declared.enters(traffic.end(stack, from), component, port))));
            }
            for (Port port :
                    List.of(new Port(53, "UDP"), new Port(53, "TCP"), new Port(443, "TCP"), StackTraffic.ANY)) {
                others.forEach((name, end) -> compare(
                        differences,
                        component + " → " + name + ":" + port,
                        traffic.allows(traffic.end(stack, component), end, port),
                        !declared.isEnforced() || declared.leaves(component, end, port)));
            }
        }
        return differences;
    }

    private static void compare(Set<String> differences, String connection, boolean open, boolean declared) {
        if (open != declared) {
            differences.add(connection + (open ? " is open and not declared" : " is declared and not open"));
        }
    }
}
