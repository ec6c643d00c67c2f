package dev.sild.adopt.api;

import dev.sild.adopt.draft.AdoptionContext;
import dev.sild.adopt.draft.Components;
import dev.sild.adopt.draft.Connections;
import dev.sild.adopt.draft.DatabaseFacts;
import dev.sild.adopt.draft.Draft;
import dev.sild.adopt.draft.ServerPassword;
import dev.sild.adopt.roles.Role;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.container.SecuritySettings;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.model.Health;
import dev.sild.model.Port;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** From the user's own program to {@code spec.api}. */
public final class ApiAdopter {
    /** The port that the resource uses by default. */
    private static final int DEFAULT_PORT = 3000;

    private static final Pattern TRAEFIK_PORT =
            Pattern.compile("traefik\\.http\\.services\\.[^.]+\\.loadbalancer\\.server\\.port");
    private static final Pattern PORT = Pattern.compile("[1-9]\\d{0,4}");
    private static final int MOST_SECONDS = 86_400;

    private final AdoptionContext work;
    private final ServiceFacts service;
    private final Components component;
    private final Optional<Integer> asked;

    /**
     * Makes the adoption.
     *
     * @param asked the port at which the proxy asks it, where that is known
     */
    public ApiAdopter(AdoptionContext work, Optional<Integer> asked) {
        this.work = work;
        this.asked = asked;
        service = work.roles().api();
        component = new Components(work, Role.API, service);
    }

    public void adopt(DatabaseFacts database, ServerPassword cache, Optional<Attribute> staticFiles) {
        component.image();
        words("entrypoint", "command");
        words("command", "args");
        int port = port();
        component.put("port", (long) port, component.get("ports").or(service.attribute()));
        component.replicas();
        component.resources();
        new Connections(work, component, database, cache).read();
        service.health().ifPresent(health -> probe(health, port));
        account();
        new ApiMounts(work, service).adopt(staticFiles);
        internet();
        component
                .gracePeriod()
                .ifPresent(seconds ->
                        component.put("terminationGracePeriodSeconds", seconds, component.get("stop_grace_period")));
        component.annotations();
        component.platform();
        component.networks();
        if (work.roles().of(Role.PROXY).isPresent()) {
            component.notPublished();
        }
        component.dealWithEngineLevel();
    }

    /** A secret in a command would become part of the resource, which expands no variables in commands. */
    private void words(String attribute, String field) {
        List<Text> words = service.words(attribute);
        Attribute from = component.get(attribute);
        if (words.stream().anyMatch(word -> !isPlain(word))) {
            from.found(
                    Code.SECRET_LEFT_OUT,
                    "the resource is not confidential; '" + attribute + "' contains a secret and is omitted",
                    "read it from a variable in the program");
        } else if (!words.isEmpty()) {
            List<String> texts = new ArrayList<>();
            words.forEach(word -> texts.add(work.renamed(word.value())));
            if (!texts.equals(words.stream().map(Text::value).toList())) {
                work.noteRenamed(from, "'" + attribute + "'");
            }
            component.put(field, texts, from);
        } else if (from.present() && attribute.equals("entrypoint")) {
            from.found(
                    Code.ENTRYPOINT_CLEARED,
                    "Kubernetes cannot clear the entrypoint of an image without setting a command",
                    "set the command to run");
        }
    }

    private static boolean isPlain(Text word) {
        return word instanceof Text.Literal
                || word instanceof Text.Variable
                || word instanceof Text.Concat concat && concat.parts().stream().allMatch(ApiAdopter::isPlain);
    }

    private int port() {
        List<Integer> known = service.ports().all().stream()
                .filter(port -> port.protocol() == Port.Protocol.TCP)
                .map(Port::number)
                .toList();
        if (asked.isPresent()) {
            return asked.get();
        }
        Optional<Integer> told = toldProxy();
        if (told.isPresent()) {
            return told.get();
        }
        if (known.isEmpty()) {
            service.attribute()
                    .note(
                            Code.PORT_FOUND,
                            "the port of the api is unknown; using " + DEFAULT_PORT,
                            "set it with 'expose:' or in api.port");
            return DEFAULT_PORT;
        }
        return known.get(0);
    }

    /** Returns the port that a label or a variable specifies for a proxy that discovers its services. */
    private Optional<Integer> toldProxy() {
        Map<String, String> told = new LinkedHashMap<>();
        component.get("labels").entries().forEach((key, value) -> told.put(key, value.peek()));
        return told.entrySet().stream()
                .filter(label -> TRAEFIK_PORT.matcher(label.getKey()).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> Optional.ofNullable(service.environment().values().get("VIRTUAL_PORT")))
                .filter(port -> PORT.matcher(port).matches())
                .map(Integer::valueOf);
    }

    /** A health check of compose holds back who waits for it, as readiness holds back requests. */
    private void probe(Health health, int port) {
        Map<String, Object> probe = Draft.map();
        if (health.check() instanceof Health.Http http) {
            if (http.tls() || !http.headers().isEmpty()) {
                component
                        .get("healthcheck")
                        .noteApproximated("a WebStack probe uses plain HTTP and only sends the Host header");
            }
            Map<String, Object> get = Draft.map("path", http.path());
            if (http.port() != port) {
                get.put("port", (long) http.port());
            }
            if (!http.host().isEmpty()) {
                get.put("host", http.host());
            }
            probe.put("httpGet", get);
        } else if (health.check() instanceof Health.Tcp tcp) {
            probe.put("tcpSocket", tcp.port() == port ? Draft.map() : Draft.map("port", (long) tcp.port()));
        } else if (health.check() instanceof Health.Exec exec) {
            probe.put("exec", Draft.map("command", exec.command()));
        }
        probe.put("periodSeconds", (long) Math.min(MOST_SECONDS, health.intervalSeconds()));
        probe.put("timeoutSeconds", (long) Math.min(MOST_SECONDS, health.timeoutSeconds()));
        probe.put("failureThreshold", (long) Math.min(1000, health.retries()));
        component.put("probes.readiness", probe, component.get("healthcheck").or(service.attribute()));
    }

    /**
     * A restricted pod starts where its program is known not to be root: by a number, since a node cannot tell it from
     * a name.
     */
    private void account() {
        SecuritySettings.User account =
                SecuritySettings.user(service.attribute(), service.image().facts(), true);
        Attribute user = component.get("user").or(service.attribute());
        Optional<Long> uid = account.uid();
        uid.ifPresent(number -> component.put("securityContext.runAsUser", number, user));
        account.gid().ifPresent(number -> component.put("securityContext.runAsGroup", number, user));
        if (component.get("read_only").bool()) {
            component.put("securityContext.readOnlyRootFilesystem", true, component.get("read_only"));
        }
        if (uid.filter(number -> number > 0).isEmpty()) {
            component.put("podSecurity", "Baseline", user);
            user.note(
                    Code.NOT_RESTRICTED,
                    uid.isPresent()
                                    || service.image()
                                            .facts()
                                            .filter(ImageFacts::startsAsRoot)
                                            .isPresent()
                            ? "the api runs as root, which podSecurity Restricted does not allow"
                            : "the user of the api image is unknown, and podSecurity Restricted does not allow root",
                    "set a non-root user number in api.securityContext.runAsUser, and remove podSecurity");
        }
    }

    /** A service that is only on internal networks cannot connect to the outside. */
    private void internet() {
        Attribute networks = component.get("networks");
        Attribute definitions = work.project().root().get("networks");
        boolean closed = !networks.entries().isEmpty()
                && networks.entries().keySet().stream()
                        .allMatch(network ->
                                definitions.get(network).get("internal").peek().equals("true"));
        if (closed) {
            component.put("internetAccess", false, networks);
        }
    }
}
