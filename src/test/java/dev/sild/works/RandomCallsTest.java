package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.kubernetes.Rendering;
import dev.sild.kubernetes.Samples;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.RenderOptions.Monitoring;
import dev.sild.model.Application;
import dev.sild.model.Call;
import dev.sild.model.Calls;
import dev.sild.model.Port;
import dev.sild.works.Policies.End;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever calls an application says: just these get through, between its components, from outside and to it. */
class RandomCallsTest {
    /** Names of which some, put together, look like others. */
    private static final List<String> COMPONENTS = List.of("a", "b", "a-from-b", "a-to-b", "world", "others");

    private static final List<Port> PORTS = IntStream.of(80, 81, 443)
            .mapToObj(number -> Port.of(number, Port.Protocol.TCP, Port.Source.DECLARED))
            .toList();
    private static final Call.Others OTHERS = new Call.Others(
            "others", List.of(new Call.Pods(Optional.of(Map.of("team", "others")), Map.of("app", "x"))));
    private static final End OTHER =
            new End(Optional.empty(), Optional.of(Map.of("app", "x")), Map.of("team", "others"), "10.9.9.9");
    private static final End STRANGER =
            new End(Optional.empty(), Optional.of(Map.of("app", "y")), Map.of("team", "others"), "10.9.9.8");

    @Property(tries = 300, seed = "1")
    void justTheDeclaredCallsGetThrough(@ForAll("calls") List<Call> calls) {
        Application application = Samples.stack("shop", COMPONENTS, PORTS, new Calls(calls));
        ClusterModel cluster = ClusterModel.of(Rendering.of(application, RenderOptions.ofStack(Monitoring.ANNOTATIONS))
                .yaml());
        Map<String, RunningPod> pods = cluster.pods().stream()
                .collect(Collectors.toMap(pod -> pod.name().substring("shop-".length()), pod -> pod));
        Set<String> declared = calls.stream().flatMap(RandomCallsTest::said).collect(Collectors.toSet());

        for (Port port : PORTS) {
            RunningPod.Port at = new RunningPod.Port(port.number(), "TCP");
            pods.forEach((name, pod) -> {
                pods.forEach((other, to) -> {
                    if (!name.equals(other)) {
                        check(
                                cluster.mayConnect(pod, to, at),
                                declared,
                                "component " + name,
                                "component " + other,
                                port);
                    }
                });
                check(cluster.enters(OTHER, pod, at), declared, "others", "component " + name, port);
                check(cluster.enters(STRANGER, pod, at), declared, "world", "component " + name, port);
                check(cluster.leaves(pod, End.outside(), at), declared, "component " + name, "internet", port);
            });
        }
    }

    private static void check(boolean open, Set<String> declared, String from, String to, Port port) {
        String call = from + " > " + to + ":" + port.number();
        boolean said = declared.contains(call)
                || from.equals("others") && declared.contains("world > " + to + ":" + port.number());
        assertThat(open).as(call).isEqualTo(said);
    }

    private static Stream<String> said(Call call) {
        List<Port> ports = call.ports().isEmpty() ? PORTS : call.ports();
        return ports.stream().map(port -> end(call.from()) + " > " + end(call.to()) + ":" + port.number());
    }

    private static String end(Call.End end) {
        return end instanceof Call.OfComponent component ? "component " + component.name() : end.name();
    }

    @Provide
    Arbitrary<List<Call>> calls() {
        Arbitrary<Call.OfComponent> component = Arbitraries.of(COMPONENTS).map(Call.OfComponent::new);
        Arbitrary<List<Port>> ports = Arbitraries.of(PORTS).list().ofMaxSize(2);
        Arbitrary<Call> within =
                Combinators.combine(component, component, ports).as(Call::new);
        Arbitrary<Call> in = Combinators.combine(
                        Arbitraries.<Call.Caller>of(OTHERS, new Call.World()), component, ports)
                .as(Call::new);
        Arbitrary<Call> out =
                Combinators.combine(component, ports).as((from, at) -> new Call(from, new Call.Internet(), at));
        return Arbitraries.oneOf(within, within, in, out).list().ofMaxSize(8);
    }
}
