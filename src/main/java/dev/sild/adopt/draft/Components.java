package dev.sild.adopt.draft;

import dev.sild.adopt.roles.Role;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.container.Annotations;
import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.image.ResourceLimits;
import dev.sild.compose.translate.network.ProxyRoutes;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Container.Env;
import dev.sild.model.Container.PullPolicy;
import dev.sild.model.Exposure.Published;
import dev.sild.model.Lookup;
import dev.sild.model.Resources;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.units.GoDuration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** The settings that every component of the stack has, whatever it runs. */
public final class Components {
    private static final long MOST_SECONDS = 86_400;

    private final AdoptionContext work;
    private final Role role;
    private final ServiceFacts service;

    public Components(AdoptionContext work, Role role, ServiceFacts service) {
        this.work = work;
        this.role = role;
        this.service = service;
    }

    public Attribute get(String attribute) {
        return service.attribute().get(attribute);
    }

    /** Sets a field of the component. */
    public void put(String field, Object value, Attribute from) {
        work.draft().put(role.field() + "." + field, value, from);
    }

    /** Carries the image, and when it is pulled. */
    public void image() {
        put("image", service.image().name(), get(service.built() ? "build" : "image"));
        get("image").done();
        pullPolicy();
    }

    public void pullPolicy() {
        service.image().pullPolicy().ifPresent(policy -> put("imagePullPolicy", spelt(policy), get("pull_policy")));
    }

    private static String spelt(PullPolicy policy) {
        return switch (policy) {
            case ALWAYS -> "Always";
            case NEVER -> "Never";
            case IF_NOT_PRESENT -> "IfNotPresent";
        };
    }

    /** Carries how many copies run: as many as under compose, where a stack would take two. */
    public void replicas() {
        Attribute deploy = get("deploy");
        Attribute stated = deploy.get("replicas").or(get("scale"));
        put("replicas", stated.number().orElse(1L), stated.or(service.attribute()));
        mode();
    }

    /** A server with data runs once. */
    public void runsOnce() {
        Attribute deploy = get("deploy");
        for (Attribute stated : List.of(deploy.get("replicas"), get("scale"))) {
            if (stated.number().filter(number -> number != 1).isPresent()) {
                stated.noteLost(
                        "the " + role.field() + " of a WebStack has one replica",
                        "run more replicas next to the stack");
            }
        }
        mode();
    }

    private void mode() {
        Attribute mode = get("deploy").get("mode");
        if (!List.of("", "replicated").contains(mode.string())) {
            mode.noteLost(
                    "a WebStack component runs on some nodes only, and is long-running",
                    "run it next to the stack, converted with 'sild convert'");
        }
        get("deploy").get("endpoint_mode").done();
        restart();
    }

    private void restart() {
        Attribute condition = get("deploy").get("restart_policy").get("condition");
        for (Attribute stated : List.of(get("restart"), condition)) {
            if (!List.of("", "always", "unless-stopped", "any").contains(stated.string())) {
                stated.noteApproximated("a WebStack component is always restarted");
            }
        }
        get("deploy").get("restart_policy").done();
    }

    /** Carries what it is given and may use. */
    public void resources() {
        Resources resources = ResourceLimits.of(service.attribute(), false);
        for (Map.Entry<String, Map<String, String>> kind :
                Map.of("limits", resources.limits(), "requests", resources.requests()).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .toList()) {
            if (!kind.getValue().isEmpty()) {
                put("resources." + kind.getKey(), new TreeMap<>(kind.getValue()), service.attribute());
            }
        }
    }

    /** Carries labels and annotations: as annotations of the pods, whose values are free text as compose's are. */
    public void annotations() {
        Annotations texts = Annotations.of(service.attribute(), service.secrecy());
        ProxyRoutes.of(service.attribute()).said().ifPresent(label -> label.noteApproximated(ProxyRoutes.UNSEEN, ""));
        Map<String, String> annotations = new TreeMap<>(texts.labels());
        annotations.putAll(texts.annotations());
        if (annotations.keySet().removeIf(key -> key.startsWith("sild.dev/"))) {
            get("labels").noteLost("labels below sild.dev/ are reserved for Sild", "rename the label");
        }
        if (!annotations.isEmpty()) {
            put("annotations", annotations, get("labels").present() ? get("labels") : get("annotations"));
        }
    }

    /** Carries the platform as labels of nodes. */
    public void platform() {
        String[] parts = get("platform").string().split("/");
        if (!parts[0].isEmpty()) {
            Map<String, Object> selector = Draft.map("kubernetes.io/os", parts[0]);
            if (parts.length > 1) {
                selector.put("kubernetes.io/arch", parts[1]);
            }
            put("placement.nodeSelector", selector, get("platform"));
        }
    }

    /** Handles networks: by default, a stack allows only its own connections. */
    public void networks() {
        get("networks").entries().values().forEach(network -> {
            network.get("aliases").done();
            if (!network.present()) {
                network.done();
            }
        });
        if (get("network_mode").string().equals("bridge")) {
            return;
        }
        if (get("network_mode").present()) {
            get("network_mode")
                    .lost(
                            "the pods of a WebStack have their own networking",
                            "run it next to the stack, converted with 'sild convert'");
        }
    }

    /** Returns how many seconds it has to end; nothing where it does not say. */
    public Optional<Long> gracePeriod() {
        return GoDuration.millis(get("stop_grace_period").string())
                .map(millis -> Math.min(MOST_SECONDS, (millis + 999) / 1000));
    }

    /** Says where the operator gives a component less time to end than compose does. */
    public void endsWithin(long seconds) {
        gracePeriod()
                .filter(wanted -> wanted > seconds)
                .ifPresent(wanted -> get("stop_grace_period")
                        .noteApproximated("the " + role.field() + " of a WebStack has a grace period of " + seconds
                                + " seconds"));
    }

    /** Says that a part's published ports are not opened: only what enters through the entrance does. */
    public void notPublished() {
        List<Published> published = published();
        if (!published.isEmpty()) {
            get("ports")
                    .note(
                            Code.NOT_EXPOSED,
                            "only the entry point of a WebStack is exposed; only its own components can"
                                    + " connect to the " + role.field(),
                            "use 'kubectl port-forward service/" + work.host(role) + " "
                                    + published.get(0).number() + ":"
                                    + published.get(0).target().number() + "'");
        }
    }

    /** Returns the ports it publishes to other machines, in order. */
    public List<Published> published() {
        List<Ports.Publication> publications = service.declaredPorts().publications();
        publications.stream()
                .flatMap(publication -> publication.hostMode().stream())
                .forEach(mode -> mode.noteApproximated("a port of the host network is published like other ports"));
        return publications.stream()
                .filter(publication -> !publication.loopback())
                .map(Ports.Publication::published)
                .toList();
    }

    /** Returns the place of a variable. */
    public Attribute variable(String name) {
        return get("environment").get(name);
    }

    /** Carries all variables but those that {@code known} deals with, by their names and places. */
    public void variables(BiPredicate<String, Attribute> known) {
        Map<String, String> values = service.environment().values();
        for (Env variable : service.environment().variables()) {
            String name = variable.name();
            if (!known.test(name, variable(name))) {
                variable(
                        name,
                        Lookup.required(values, name),
                        variable.value() instanceof Text.SecretRef,
                        variable(name));
            }
        }
    }

    /** Carries a variable as it is; one that is secret comes from a Secret that the user makes. */
    public void variable(String name, String value, boolean secret, Attribute from) {
        if (secret) {
            work.secrets().add(work.secrets().env(), name, "", from);
            secretVariable(name, work.secrets().env(), name, from);
            return;
        }
        String renamed = work.renamed(name, value);
        if (!renamed.equals(value)) {
            work.noteRenamed(from, "'" + name + "'");
        }
        work.draft().add(role.field() + ".env", Draft.map("name", name, "value", renamed), from);
    }

    /** Deals with an attribute by a finding about it, where it is there. */
    public void found(String attribute, Code code, String reason, String remedy) {
        if (get(attribute).present()) {
            get(attribute).found(code, reason, remedy);
        }
    }

    /** Deals with what is compose's own business, or the node's: nothing is missed without it. */
    public void dealWithEngineLevel() {
        for (String attribute : List.of(
                "container_name", "profiles", "extends", "depends_on", "links", "expose", "env_file", "label_file")) {
            get(attribute).done();
        }
        service.dealWithNodeLevel(false);
    }

    /** Carries a variable whose value is a key of a Secret. */
    void secretVariable(String name, String secret, String key, Attribute from) {
        work.draft().add(role.field() + ".secretEnv", Draft.map("name", name, "secretName", secret, "key", key), from);
    }
}
