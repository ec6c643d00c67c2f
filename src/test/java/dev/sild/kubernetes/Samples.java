package dev.sild.kubernetes;

import dev.sild.model.Application;
import dev.sild.model.Autoscale;
import dev.sild.model.Call;
import dev.sild.model.Calls;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Disruption;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Files;
import dev.sild.model.Health;
import dev.sild.model.Identity;
import dev.sild.model.Mesh;
import dev.sild.model.Mount;
import dev.sild.model.Naming;
import dev.sild.model.Origin;
import dev.sild.model.Placement;
import dev.sild.model.Pod;
import dev.sild.model.PodSecurity;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.model.Resources;
import dev.sild.model.Scrape;
import dev.sild.model.Security;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import java.nio.charset.StandardCharsets;
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

    /** Returns an application with everything on, whose pods a namespace admits that enforces {@code restricted}. */
    public static Application rich(String name, Mesh mesh) {
        Container web = container(
                "proxy",
                List.of(HTTP),
                List.of(
                        Mount.ofFiles("proxy-config", "/etc/nginx/conf.d", ""),
                        Mount.ofVolume("proxy-tmp", "/tmp", false),
                        Mount.ofVolume("static", "/static", true)),
                List.of(),
                List.of(new Probe(
                        Probe.Use.READINESS, new Health.Http(8080, "/healthz", false, "", List.of()), 1, 5, 2, 3, 1)),
                List.of());
        Container exporter = container("exporter", List.of(METRICS), List.of(), List.of());
        Component proxy = Component.of("proxy", scaled(2, 5), List.of(web, exporter), Origin.NONE)
                .with(component -> component
                        .pod(pod())
                        .placement(placement())
                        .labels(Map.of("team", "shop"))
                        .annotations(Map.of("example.org/owner", "shop"))
                        .disruption(Optional.of(new Disruption.MaxUnavailable("1"))));
        return Application.of(name, List.of(database(), cache(), api(), proxy, backup()))
                .with(application -> application
                        .endpoints(List.of(
                                endpoint("api", HTTP),
                                endpoint("cache", REDIS),
                                endpoint("database", POSTGRES),
                                endpoint("proxy", HTTP)))
                        .volumes(volumes())
                        .files(files(name))
                        .exposures(exposures())
                        .naming(Naming.of("webstack", name))
                        .calls(Optional.of(calls()))
                        .scrapes(List.of(
                                new Scrape("proxy", METRICS, "/metrics", "30s", Map.of("release", "prometheus"))))
                        .mesh(mesh));
    }

    private static Component api() {
        List<Container.Env> env = List.of(
                new Container.Env("DATABASE_PASSWORD", new Text.SecretRef("database-auth", "password")),
                new Container.Env(
                        "DATABASE_URL",
                        new Text.Concat(List.of(
                                Text.of("postgresql://app:"),
                                new Text.EnvRef("DATABASE_PASSWORD"),
                                Text.of("@database:5432/app")))),
                new Container.Env("POD_IP", new Text.PodField("status.podIP")));
        Container container = container(
                "api",
                List.of(HTTP),
                List.of(Mount.ofVolume("static", "/app/public", false)),
                env,
                List.of(
                        new Probe(Probe.Use.STARTUP, new Health.Tcp(8080), 0, 2, 0, 30, 0),
                        new Probe(Probe.Use.READINESS, new Health.Grpc(8080, "")),
                        new Probe(Probe.Use.LIVENESS, new Health.Exec(List.of("true")), 5, 10, 3, 3, 0)),
                List.of(new Container.EnvFrom("api-settings", ""), new Container.EnvFrom("database-auth", "DB_")));
        Identity identity = new Identity(
                Optional.empty(),
                List.of(new Identity.Rule(List.of(""), List.of("pods"), List.of(), List.of("get", "list"))),
                true,
                Map.of());
        return with(
                component(container, replicas(3), pod(), placement()),
                Optional.of(identity),
                Optional.of(new Disruption.MinAvailable("50%")));
    }

    private static Component cache() {
        Container container =
                container("cache", List.of(REDIS), List.of(Mount.ofVolume("cache-tmp", "/data", false)), List.of());
        return component(container, replicas(1), pod(), Placement.ANYWHERE);
    }

    private static Component database() {
        Container container = container(
                "database",
                List.of(POSTGRES),
                List.of(Mount.ofVolume("data", "/var/lib/postgresql/data", false)),
                List.of(new Container.Env("POSTGRES_PASSWORD", new Text.SecretRef("database-auth", "password"))));
        return component(
                container,
                new Workload.Stateful(1, Workload.Rollout.DEFAULT, Optional.of(new Workload.Retention(false, false))),
                pod(),
                Placement.ANYWHERE);
    }

    private static Component backup() {
        Container container = container(
                "backup",
                List.of(),
                List.of(Mount.ofVolume("dumps", "/dumps", false)),
                List.of(new Container.Env("PGPASSWORD", new Text.SecretRef("database-auth", "password"))));
        return component(
                container,
                new Workload.Scheduled("15 3 * * *", "Etc/UTC", 3600, 1, 3, 2, 7200, false),
                pod(),
                Placement.ANYWHERE);
    }

    private static Pod pod() {
        return Pod.secured(
                PodSecurity.RESTRICTED,
                Optional.of(1000L),
                Optional.empty(),
                List.of("registry"),
                Map.of("tier", "any"),
                Map.of("example.org/note", "of the pods"));
    }

    private static Placement placement() {
        return new Placement(
                List.of(),
                List.of("kubernetes.io/hostname", "topology.kubernetes.io/zone"),
                0,
                false,
                Map.of("kubernetes.io/os", "linux"),
                List.of(
                        new Placement.Toleration("dedicated", Optional.of("web"), "NoExecute", Optional.of(60L)),
                        new Placement.Toleration("", Optional.empty(), "", Optional.empty())),
                Map.of(
                        "nodeAffinity",
                        Map.of(
                                "preferredDuringSchedulingIgnoredDuringExecution",
                                List.of(Map.of(
                                        "weight",
                                        1,
                                        "preference",
                                        Map.of(
                                                "matchExpressions",
                                                List.of(Map.of(
                                                        "key",
                                                        "disk",
                                                        "operator",
                                                        "In",
                                                        "values",
                                                        List.of("ssd")))))))),
                "system-cluster-critical");
    }

    private static Endpoint endpoint(String name, Port port) {
        return new Endpoint(name, List.of(name), List.of(port), false, false);
    }

    private static List<Volume> volumes() {
        return List.of(
                new Volume.Scratch("proxy-tmp", true, "16Mi"),
                new Volume.Scratch("cache-tmp", false, ""),
                claim("static", Volume.Access.READ_WRITE_MANY),
                claim("data", Volume.Access.READ_WRITE_ONCE),
                claim("dumps", Volume.Access.READ_WRITE_ONCE));
    }

    private static Volume claim(String name, Volume.Access access) {
        return new Volume.Claim(name, "1Gi", "", access, Map.of(), Optional.empty());
    }

    private static List<Files> files(String stack) {
        return List.of(
                new Files(
                        "proxy-config",
                        List.of(new Files.Entry("default.conf", "default.conf", -1, bytes("server {}\n"))),
                        false,
                        true,
                        Optional.of("proxy")),
                new Files(
                        "api-settings",
                        List.of(new Files.Entry("MODE", "MODE", -1, bytes("fast"))),
                        false,
                        true,
                        Optional.of("api")),
                new Files("database-auth", List.of(), true, false, Optional.of("database"), stack + "-database"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Exposure> exposures() {
        List<Exposure.Published> http = List.of(new Exposure.Published(80, HTTP));
        return List.of(
                new Exposure(
                        "proxy",
                        new Exposure.Ingress(
                                List.of("shop.example.org", "www.example.org"),
                                List.of(Exposure.Path.ALL, new Exposure.Path("/exact", Exposure.PathType.EXACT)),
                                List.of(new Exposure.Tls(List.of("shop.example.org"), "shop-tls")),
                                "nginx",
                                Map.of("cert-manager.io/cluster-issuer", "letsencrypt")),
                        http),
                new Exposure(
                        "proxy",
                        new Exposure.Gateway(
                                List.of("shop.example.org"),
                                List.of(new Exposure.Path("/shop", Exposure.PathType.PREFIX)),
                                "gateways/public",
                                "https",
                                Map.of()),
                        http),
                new Exposure(
                        "proxy",
                        new Exposure.LoadBalancer(
                                "example.org/fast",
                                List.of("192.0.2.0/24"),
                                new Exposure.Terms(Map.of("example.org/lb", "internal"), "Local")),
                        http),
                new Exposure("api", new Exposure.NodePort(), http));
    }

    private static Calls calls() {
        return new Calls(List.of(
                new Call(INGRESS, new Call.OfComponent("proxy"), List.of(HTTP)),
                new Call(PROMETHEUS, new Call.OfComponent("proxy"), List.of(METRICS)),
                Call.between("proxy", "api", HTTP),
                Call.between("api", "cache", REDIS),
                Call.between("api", "database", POSTGRES),
                Call.between("backup", "database", POSTGRES),
                new Call(new Call.OfComponent("api"), new Call.Internet(), List.of()),
                new Call(new Call.OfComponent("api"), new Call.ApiServer(), List.of())));
    }

    /** The meshes that there are, the proxy open to those who are outside of each. */
    public static List<Mesh> meshes(String namespace) {
        return List.of(Mesh.NONE, new Mesh.Istio(namespace, Set.of("proxy")), new Mesh.Linkerd(Set.of("proxy")));
    }
}
