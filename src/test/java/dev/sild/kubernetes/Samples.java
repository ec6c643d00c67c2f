package dev.sild.kubernetes;

import dev.sild.model.Application;
import dev.sild.model.Autoscale;
import dev.sild.model.Call;
import dev.sild.model.Calls;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Disruption;
import dev.sild.model.Identity;
import dev.sild.model.Mesh;
import dev.sild.model.Mount;
import dev.sild.model.Naming;
import dev.sild.model.Origin;
import dev.sild.model.Placement;
import dev.sild.model.Pod;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.model.Resources;
import dev.sild.model.Scrape;
import dev.sild.model.Security;
import dev.sild.model.Text;
import dev.sild.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applications for tests: small ones, and one with everything on that stacks can ask for. */
public final class Samples {
    public static final Port HTTP = new Port(8080, Port.Protocol.TCP, "http", "http", Port.Source.DECLARED);
    public static final Port METRICS = new Port(9113, Port.Protocol.TCP, "metrics", "", Port.Source.DECLARED);
    static final Port REDIS = new Port(6379, Port.Protocol.TCP, "redis", "tcp", Port.Source.DECLARED);
    static final Port POSTGRES = new Port(5432, Port.Protocol.TCP, "postgres", "tcp", Port.Source.DECLARED);
    public static final Call.Others INGRESS = others("ingress", "ingress-nginx");
    public static final Call.Others PROMETHEUS = others("prometheus", "monitoring");

    private static final Security READ_ONLY = Security.DEFAULT.with(builder ->
            builder.user(Optional.of(1000L)).group(Optional.of(1000L)).readOnlyRoot(true));

    private Samples() {}

    private static Call.Others others(String name, String namespace) {
        return new Call.Others(
                name, List.of(new Call.Pods(Optional.of(Map.of("kubernetes.io/metadata.name", namespace)), Map.of())));
    }

    /** Returns a component of one container that listens on these ports, which is all there is of it. */
    public static Component component(String name, Workload workload, Port... ports) {
        return component(
                container(name, List.of(ports), List.of(), List.of()), workload, Pod.PLAIN, Placement.ANYWHERE);
    }

    public static Component component(Container container, Workload workload, Pod pod, Placement placement) {
        return Component.of(container.name(), workload, List.of(container), Origin.NONE)
                .with(builder -> builder.pod(pod).placement(placement));
    }

    public static Component with(Component component, Optional<Identity> identity, Optional<Disruption> disruption) {
        return Component.of(component.name(), component.workload(), component.containers(), component.origin())
                .with(builder -> builder.inits(component.inits())
                        .pod(component.pod())
                        .placement(component.placement())
                        .waits(component.waits())
                        .labels(component.labels())
                        .annotations(component.annotations())
                        .identity(identity)
                        .disruption(disruption));
    }

    public static Container container(String name, List<Port> ports, List<Mount> mounts, List<Container.Env> env) {
        return container(name, ports, mounts, env, List.of(), List.of());
    }

    public static Container container(
            String name,
            List<Port> ports,
            List<Mount> mounts,
            List<Container.Env> env,
            List<Probe> probes,
            List<Container.EnvFrom> envFrom) {
        return Container.of(name, Text.of("example.org/" + name + ":1"))
                .with(builder -> builder.env(env)
                        .ports(ports)
                        .mounts(mounts)
                        .resources(new Resources(Map.of("memory", "128Mi"), Map.of("cpu", "50m"), Map.of()))
                        .security(READ_ONLY)
                        .probes(probes)
                        .envFrom(envFrom));
    }

    public static Workload replicas(int number) {
        return new Workload.Replicated(number, Workload.Rollout.DEFAULT);
    }

    static Workload scaled(int min, int max) {
        return new Workload.Autoscaled(
                new Autoscale(min, max, Optional.of(75), Optional.empty()), Workload.Rollout.DEFAULT);
    }

    /** Returns an application of these components alone, named as a stack is. */
    public static Application stack(String name, Component... components) {
        return stack(name, List.of(components), Optional.empty(), List.of(), Mesh.NONE);
    }

    public static Application stack(
            String name, List<Component> components, Optional<Calls> calls, List<Scrape> scrapes, Mesh mesh) {
        return Application.of(name, components)
                .with(builder -> builder.naming(Naming.of("webstack", name))
                        .calls(calls)
                        .scrapes(scrapes)
                        .mesh(mesh));
    }

    /** Returns an application of components of these names alone that all listen on the same ports. */
    public static Application stack(String name, List<String> components, List<Port> ports, Calls calls) {
        return stack(
                name,
                components.stream()
                        .map(component -> component(component, replicas(1), ports.toArray(Port[]::new)))
                        .toList(),
                Optional.of(calls),
                List.of(),
                Mesh.NONE);
    }

    /** The meshes that there are, the proxy open to those who are outside of each. */
    public static List<Mesh> meshes(String namespace) {
        return List.of(Mesh.NONE, new Mesh.Istio(namespace, Set.of("proxy")), new Mesh.Linkerd(Set.of("proxy")));
    }
}
