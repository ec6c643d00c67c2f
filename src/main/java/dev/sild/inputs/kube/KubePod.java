package dev.sild.inputs.kube;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.project.Value;
import dev.sild.inputs.shell.Argument;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a pod says for all its containers.
 *
 * @param object what makes the pod, or the pod itself
 * @param template the pod
 * @param volumes its volumes, by name
 * @param shared the volumes that several containers mount
 * @param objects all objects of the file
 * @param folder the current folder: host paths below it become relative
 */
record KubePod(
        Value object,
        Value template,
        Map<String, Value> volumes,
        Set<String> shared,
        KubeObjects objects,
        Remarks remarks,
        String folder) {
    private static final String PODMAN = "io.podman.annotations.";
    /** As many as Linux allows without further settings in older versions. */
    private static final int MOST_GROUPS = 32;

    private static final Set<String> KNOWN = Set.of(
            "containers",
            "initContainers",
            "volumes",
            "hostNetwork",
            "hostname",
            "hostAliases",
            "dnsConfig",
            "restartPolicy",
            "terminationGracePeriodSeconds",
            "securityContext",
            "hostPID",
            "hostIPC",
            "dnsPolicy",
            "enableServiceLinks",
            "schedulerName",
            "automountServiceAccountToken");

    static KubePod of(Value object, Value template, KubeObjects objects, Remarks remarks, String folder) {
        Map<String, Value> volumes = new HashMap<>();
        template.get("spec", "volumes")
                .items()
                .forEach(volume -> volumes.put(volume.get("name").text(), volume));
        Set<String> once = new HashSet<>();
        Set<String> shared = new HashSet<>();
        for (String kind : List.of("containers", "initContainers")) {
            for (Value container : template.get("spec", kind).items()) {
                Set<String> own = new HashSet<>();
                container
                        .get("volumeMounts")
                        .items()
                        .forEach(mount -> own.add(mount.get("name").text()));
                own.stream().filter(name -> !once.add(name)).forEach(shared::add);
            }
        }
        return new KubePod(object, template, volumes, shared, objects, remarks, folder);
    }

    String name() {
        String own = object.get("metadata", "name").text();
        return own.isEmpty() ? "pod" : own.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    Value spec() {
        return template.get("spec");
    }

    boolean isOnHost() {
        return spec().get("hostNetwork").isTrue();
    }

    static String escaped(String text) {
        return Argument.escaped(text);
    }

    /** Adds what holds for each container. */
    void add(ComposeDraft service) {
        Value restart = spec().get("restartPolicy");
        boolean job = object.get("kind").text().equals("Job");
        String policy = restart.text().isEmpty() && !job ? "Always" : restart.text();
        switch (policy) {
            case "Always" -> service.set("restart", "always", restart.position());
            case "OnFailure" -> service.set("restart", "on-failure", restart.position());
            default -> service.set("restart", "no", restart.position());
        }
        Value grace = spec().get("terminationGracePeriodSeconds");
        if (!grace.isEmpty() && grace.number() != 10) {
            service.set("stop_grace_period", grace.number() + "s", grace.position());
        }
        if (spec().get("hostPID").isTrue()) {
            service.set("pid", "host", spec().get("hostPID").position());
        }
        if (spec().get("hostIPC").isTrue()) {
            service.set("ipc", "host", spec().get("hostIPC").position());
        }
        Value security = spec().get("securityContext");
        security.get("supplementalGroups").items().stream()
                .limit(MOST_GROUPS)
                .forEach(group -> service.add("group_add", escaped(group.text()), group.position()));
    }

    /** Adds what the pod has once to its first container: its network, kernel settings and labels. */
    void network(ComposeDraft service, String key) {
        spec().get("securityContext", "sysctls")
                .items()
                .forEach(setting -> service.map("sysctls", setting.position())
                        .set(
                                escaped(setting.get("name").text()),
                                escaped(setting.get("value").text()),
                                setting.position()));
        template.get("metadata", "labels").entries().forEach((name, label) -> {
            if (!name.equals("app")) {
                service.map("labels", label.position()).set(escaped(name), escaped(label.text()), label.position());
            }
        });
        if (isOnHost()) {
            service.set("network_mode", "host", spec().get("hostNetwork").position());
        } else if (!name().equals(key)) {
            service.map("networks", template.position())
                    .map("default", template.position())
                    .add(
                            "aliases",
                            escaped(name()),
                            object.get("metadata", "name").position());
        }
        Value hostname = spec().get("hostname");
        if (!hostname.isEmpty()) {
            service.set("hostname", escaped(hostname.text()), hostname.position());
        }
        for (Value alias : spec().get("hostAliases").items()) {
            for (Value host : alias.get("hostnames").items()) {
                service.add(
                        "extra_hosts",
                        escaped(host.text() + ":" + alias.get("ip").text()),
                        host.position());
            }
        }
        Value dns = spec().get("dnsConfig");
        dns.get("nameservers").items().forEach(each -> service.add("dns", escaped(each.text()), each.position()));
        dns.get("searches").items().forEach(each -> service.add("dns_search", escaped(each.text()), each.position()));
        for (Value option : dns.get("options").items()) {
            String value = option.get("value").text();
            service.add(
                    "dns_opt",
                    escaped(option.get("name").text() + (value.isEmpty() ? "" : ":" + value)),
                    option.position());
        }
    }

    /** Adds the ports of all containers to the first, since they share its network. */
    void ports(ComposeDraft service, List<Value> containers) {
        for (Value container : containers) {
            for (Value port : container.get("ports").items()) {
                String inside = port.get("containerPort").text();
                String protocol = port.get("protocol").text().toLowerCase(Locale.ROOT);
                String end = protocol.isEmpty() || protocol.equals("tcp") ? "" : "/" + protocol;
                String outside = port.get("hostPort").text();
                String address = port.get("hostIP").text();
                String front = address.isEmpty() || address.equals("0.0.0.0")
                        ? ""
                        : (address.contains(":") ? "[" + address + "]" : address) + ":";
                if (outside.isEmpty() || outside.equals("0")) {
                    service.add("expose", escaped(inside + end), port.position());
                } else {
                    service.add("ports", escaped(front + outside + ":" + inside + end), port.position());
                }
            }
        }
    }

    /** Returns podman's annotation for a container, or for all of the pod; one that is not there is empty. */
    Value annotation(String name, String container) {
        return template.get("metadata", "annotations").any(PODMAN + name + "/" + container, PODMAN + name);
    }

    /** Returns the options of a bind mount, such as {@code z}. */
    String bindOptions(String path) {
        Value annotations = template.get("metadata", "annotations");
        String text = annotations.get("bind-mount-options").text();
        return text.startsWith(path + ":")
                ? text.substring(path.length() + 1).strip()
                : annotations.get("bind-mount-options:" + path).text().strip();
    }

    /** Reports what is not in the compose file. */
    void unknown() {
        for (var each : spec().entries().entrySet()) {
            if (!KNOWN.contains(each.getKey()) && !each.getValue().isEmpty()) {
                remarks.lost(
                        each.getValue(), "'" + each.getKey() + "' of a pod is not converted", "set it in the result");
            }
        }
        for (var each : spec().get("securityContext").entries().entrySet()) {
            if (!Set.of(
                            "runAsUser",
                            "runAsGroup",
                            "runAsNonRoot",
                            "supplementalGroups",
                            "sysctls",
                            "seccompProfile",
                            "seLinuxOptions")
                    .contains(each.getKey())) {
                remarks.lost(
                        each.getValue(), "'" + each.getKey() + "' of a pod is not converted", "set it in the result");
            }
        }
        for (var each : template.get("metadata", "annotations").entries().entrySet()) {
            String name = each.getKey();
            boolean known = name.matches("(io\\.kubernetes\\.cri-o|bind-mount-options|sild\\.dev/).*")
                    || name.matches(
                            "io\\.podman\\.annotations\\.(init|ulimit|pids-limit|infra\\.name|autoremove|cid-file|kube)\\b.*");
            if (!known) {
                remarks.lost(each.getValue(), "the annotation '" + name + "' is not converted", "set it in the result");
            }
        }
    }
}
