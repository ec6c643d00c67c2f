package dev.sild.programs;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Disruption;
import dev.sild.model.Endpoint;
import dev.sild.model.Files;
import dev.sild.model.Health;
import dev.sild.model.Mount;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import dev.sild.programs.nginx.NginxConf;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.Door;
import dev.sild.stacks.shared.ExternalBundles;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.StackPods;
import dev.sild.stacks.shared.StackProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * nginx as a reverse proxy, as one component of a stack.
 *
 * @param component the name of its component, which is its bundle's too
 * @param server its container
 * @param workload how many copies run
 * @param disruption how many of them may be away at a time
 * @param pods its pods
 * @param configuration its configuration file, {@link #FILE}, as a bundle called by the component's name
 * @param isGenerated whether that is ours, which answers at {@link NginxConf#HEALTH_PATH}
 * @param hosts the names of the Services that it passes requests on to
 * @param doors where it answers, at HTTP first
 * @param certificate the Secret with the certificate of its TLS; empty where it ends none
 * @param folders further folders that it serves
 * @param fsGroup the group that owns these folders; empty for none
 * @param exporter the container that gives its numbers to Prometheus; empty for none
 */
public record NginxProgram(
        String component,
        StackProgram server,
        Workload workload,
        Optional<Disruption> disruption,
        StackPods pods,
        Files configuration,
        boolean isGenerated,
        List<String> hosts,
        List<Door> doors,
        Optional<String> certificate,
        List<Mount> folders,
        Optional<Long> fsGroup,
        Optional<StackProgram> exporter) {

    /** The key of the ConfigMap that holds its configuration. */
    public static final String FILE = "nginx.conf";

    /** Until those who know of a copy have heard that it ends, it still gets requests. */
    private static final List<String> OUT_OF_SIGHT = List.of("sleep", "5");

    /**
     * Adds all that it consists of. Who may call it, and whether its numbers are fetched, is the stack's to say.
     *
     * @param ofService the annotations of its Service
     */
    public void addTo(Parts parts, Map<String, String> ofService) {
        List<Container> containers = new ArrayList<>();
        containers.add(nginx());
        exporter.ifPresent(program -> containers.add(sidecar(program)));
        Component nginx = pods.component(component, workload, fsGroup, Optional.empty(), containers);
        // It only reads what it shares with others. New pods need the node of the old ones while these are there: where
        // nodes are chosen, the old ones go first.
        parts.component(nginx.with(made ->
                        made.overlapping(!nginx.placement().restrictsNodes()).disruption(disruption)))
                .endpoint(new Endpoint(component, List.of(component), ports(), false, false, numbers(), ofService))
                .volumes(List.of(new Volume.Scratch(scratch(), false, "")))
                .files(List.of(configuration));
    }

    /** Returns where nginx answers: at HTTP first, and at HTTPS where it ends TLS. */
    public static List<Door> doors(boolean endsTls) {
        Door http = new Door(ModelValues.port(NginxConf.HTTP_PORT, "http", "http"), false);
        return endsTls
                ? List.of(http, new Door(ModelValues.port(NginxConf.HTTPS_PORT, "https", "https"), true))
                : List.of(http);
    }

    /** Returns the port of its metrics; empty if nothing scrapes them. */
    public Optional<Port> metrics() {
        return exporter.map(program -> ModelValues.port(Exporters.NGINX_PORT, "metrics", "http"));
    }

    private List<Port> ports() {
        return doors.stream().map(Door::port).toList();
    }

    private Map<Integer, Integer> numbers() {
        return doors.stream().collect(Collectors.toMap(door -> door.port().number(), Door::number));
    }

    private String scratch() {
        return component + "-tmp";
    }

    private Container nginx() {
        List<Mount> mounts = new ArrayList<>();
        mounts.add(Mount.ofFiles(component, NginxConf.FILE, FILE));
        mounts.add(Mount.ofVolume(scratch(), NginxConf.SCRATCH_FOLDER, false));
        certificate.ifPresent(
                secret -> mounts.add(Mount.ofFiles(ExternalBundles.secret(secret), NginxConf.TLS_FOLDER, "")));
        mounts.addAll(folders);
        return server.draft(component, List.of())
                .command(Text.listOf(NginxConf.command(hosts)))
                .ports(ports())
                .mounts(mounts)
                .probes(List.of(
                        ModelValues.probe(Probe.Use.READINESS, check(), 5, 2, 3),
                        ModelValues.probe(Probe.Use.LIVENESS, check(), 10, 5, 6)))
                .security(Account.ofNginx(server.image()).security(pods.level()))
                .hooks(new Container.Hooks(List.of(), OUT_OF_SIGHT, ""))
                .build();
    }

    /** A configuration of the user's own need not answer at our path. */
    private Health.Check check() {
        return isGenerated
                ? new Health.Http(NginxConf.HTTP_PORT, NginxConf.HEALTH_PATH, false, "", List.of())
                : new Health.Tcp(NginxConf.HTTP_PORT);
    }

    private Container sidecar(StackProgram program) {
        return program.draft("exporter", List.of())
                .args(Text.listOf(Exporters.nginxArgs()))
                .ports(metrics().stream().toList())
                .security(Account.security(pods.level(), Exporters.NGINX_UID))
                .build();
    }
}
