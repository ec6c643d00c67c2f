package dev.sild.kubernetes;

import dev.sild.model.Application;
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
import dev.sild.model.Scrape;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An application with everything on. */
public final class RichSample {
    private RichSample() {}

    /** Returns an application whose pods a namespace admits that enforces {@code restricted}. */
    public static Application of(String name, Mesh mesh) {
        Container web = Samples.container(
                "proxy",
                List.of(Samples.HTTP),
                List.of(
                        Mount.ofFiles("proxy-config", "/etc/nginx/conf.d", ""),
                        Mount.ofVolume("proxy-tmp", "/tmp", false),
                        Mount.ofVolume("static", "/static", true)),
                List.of(),
                List.of(new Probe(
                        Probe.Use.READINESS, new Health.Http(8080, "/healthz", false, "", List.of()), 1, 5, 2, 3, 1)),
                List.of());
        Container exporter = Samples.container("exporter", List.of(Samples.METRICS), List.of(), List.of());
        Component proxy = Component.of("proxy", Samples.scaled(2, 5), List.of(web, exporter), Origin.NONE)
                .with(component -> component
                        .pod(pod())
                        .placement(placement())
                        .labels(Map.of("team", "shop"))
                        .annotations(Map.of("example.org/owner", "shop"))
                        .disruption(Optional.of(new Disruption.MaxUnavailable("1"))));
        return Application.of(name, List.of(database(), cache(), api(), proxy, backup()))
                .with(application -> application
                        .endpoints(List.of(
                                endpoint("api", Samples.HTTP),
                                endpoint("cache", Samples.REDIS),
                                endpoint("database", Samples.POSTGRES),
                                endpoint("proxy", Samples.HTTP)))
                        .volumes(volumes())
                        .files(files(name))
                        .exposures(exposures())
                        .naming(Naming.of("webstack", name))
                        .calls(Optional.of(calls()))
                        .scrapes(List.of(new Scrape(
                                "proxy", Samples.METRICS, "/metrics", "30s", Map.of("release", "prometheus"))))
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
        Container container = Samples.container(
                "api",
                List.of(Samples.HTTP),
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
        return Samples.with(
                Samples.component(container, Samples.replicas(3), pod(), placement()),
                Optional.of(identity),
                Optional.of(new Disruption.MinAvailable("50%")));
    }

    private static Component cache() {
        Container container = Samples.container(
                "cache", List.of(Samples.REDIS), List.of(Mount.ofVolume("cache-tmp", "/data", false)), List.of());
        return Samples.component(container, Samples.replicas(1), pod(), Placement.ANYWHERE);
    }

    private static Component database() {
        Container container = Samples.container(
                "database",
                List.of(Samples.POSTGRES),
                List.of(Mount.ofVolume("data", "/var/lib/postgresql/data", false)),
                List.of(new Container.Env("POSTGRES_PASSWORD", new Text.SecretRef("database-auth", "password"))));
        return Samples.component(
                container,
                new Workload.Stateful(1, Workload.Rollout.DEFAULT, Optional.of(new Workload.Retention(false, false))),
                pod(),
                Placement.ANYWHERE);
    }

    private static Component backup() {
        Container container = Samples.container(
                "backup",
                List.of(),
                List.of(Mount.ofVolume("dumps", "/dumps", false)),
                List.of(new Container.Env("PGPASSWORD", new Text.SecretRef("database-auth", "password"))));
        return Samples.component(
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
        List<Exposure.Published> http = List.of(new Exposure.Published(80, Samples.HTTP));
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
                new Call(Samples.INGRESS, new Call.OfComponent("proxy"), List.of(Samples.HTTP)),
                new Call(Samples.PROMETHEUS, new Call.OfComponent("proxy"), List.of(Samples.METRICS)),
                Call.between("proxy", "api", Samples.HTTP),
                Call.between("api", "cache", Samples.REDIS),
                Call.between("api", "database", Samples.POSTGRES),
                Call.between("backup", "database", Samples.POSTGRES),
                new Call(new Call.OfComponent("api"), new Call.Internet(), List.of()),
                new Call(new Call.OfComponent("api"), new Call.ApiServer(), List.of())));
    }
}
