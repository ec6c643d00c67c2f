package dev.sild.inputs.kube;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one container of a pod. */
final class ContainerReader {
    private static final Set<String> KNOWN = Set.of(
            "name",
            "image",
            "command",
            "args",
            "env",
            "envFrom",
            "ports",
            "resources",
            "securityContext",
            "volumeMounts",
            "workingDir",
            "stdin",
            "tty",
            "imagePullPolicy",
            "livenessProbe",
            "readinessProbe",
            "startupProbe",
            "restartPolicy",
            "terminationMessagePath",
            "terminationMessagePolicy",
            "stdinOnce");

    private final KubePod pod;
    private final Value container;
    private final ComposeDraft service;
    private final ComposeDraft file;

    ContainerReader(KubePod pod, Value container, ComposeDraft service, ComposeDraft file) {
        this.pod = pod;
        this.container = container;
        this.service = service;
        this.file = file;
    }

    void read() {
        text("image", container.get("image"));
        EnvironmentReader environment = new EnvironmentReader(pod, container, service);
        Map<String, String> variables = environment.read();
        for (Value word : container.get("command").items()) {
            service.add("entrypoint", KubePod.escaped(environment.filled(word.text(), variables)), word.position());
        }
        for (Value word : container.get("args").items()) {
            service.add("command", KubePod.escaped(environment.filled(word.text(), variables)), word.position());
        }
        text("working_dir", container.get("workingDir"));
        flag("stdin_open", container.get("stdin"));
        flag("tty", container.get("tty"));
        switch (container.get("imagePullPolicy").text()) {
            case "Always" ->
                service.set(
                        "pull_policy",
                        "always",
                        container.get("imagePullPolicy").position());
            case "Never" ->
                service.set(
                        "pull_policy", "never", container.get("imagePullPolicy").position());
            default -> {}
        }
        new ResourceFields(pod.remarks(), service).read(container.get("resources"));
        security();
        probes();
        annotations();
        new VolumeReader(pod, service, file).read(container.get("volumeMounts"));
        for (var each : container.entries().entrySet()) {
            if (!KNOWN.contains(each.getKey()) && !each.getValue().isEmpty()) {
                pod.remarks().lost(each.getValue(), "'" + each.getKey() + "' is not converted", "set it in the result");
            }
        }
    }

    private void security() {
        Value security = container.get("securityContext");
        Value ofPod = pod.spec().get("securityContext");
        flag("privileged", security.get("privileged"));
        flag("read_only", security.get("readOnlyRootFilesystem"));
        Value escalation = security.get("allowPrivilegeEscalation");
        if (escalation.text().equals("false")) {
            service.add("security_opt", "no-new-privileges:true", escalation.position());
        }
        capabilities("cap_add", security.get("capabilities", "add"));
        capabilities("cap_drop", security.get("capabilities", "drop"));
        Value user = security.get("runAsUser").text().isEmpty() ? ofPod.get("runAsUser") : security.get("runAsUser");
        Value group =
                security.get("runAsGroup").text().isEmpty() ? ofPod.get("runAsGroup") : security.get("runAsGroup");
        if (!user.text().isEmpty()) {
            String ids = user.text() + (group.text().isEmpty() ? "" : ":" + group.text());
            service.set("user", KubePod.escaped(ids), user.position());
        }
        for (Value selinux : List.of(security.get("seLinuxOptions"), ofPod.get("seLinuxOptions"))) {
            selinux.entries()
                    .forEach((key, value) -> service.add(
                            "security_opt", KubePod.escaped("label=" + key + ":" + value.text()), value.position()));
        }
        Value seccomp = security.get("seccompProfile");
        if (seccomp.get("type").text().equals("Unconfined")) {
            service.add("security_opt", "seccomp=unconfined", seccomp.position());
        } else if (seccomp.get("type").text().equals("Localhost")) {
            pod.remarks().lost(seccomp, "a seccomp profile of the node is not converted", "set security_opt");
        }
        if (!security.get("procMount").isEmpty()) {
            pod.remarks().lost(security.get("procMount"), "'procMount' is not converted", "set it in the result");
        }
    }

    private void capabilities(String attribute, Value names) {
        names.items()
                .forEach(name -> service.add(
                        attribute, KubePod.escaped(name.text().replaceFirst("^CAP_", "")), name.position()));
    }

    private void probes() {
        boolean found = false;
        for (String key : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            Value probe = container.get(key);
            if (probe.isEmpty()) {
                continue;
            }
            if (found || probe.get("exec").isEmpty() || key.equals("startupProbe")) {
                pod.remarks()
                        .lost(
                                probe,
                                "'" + key + "' is not converted: a compose file has one health check, with a command",
                                "set healthcheck.test");
                continue;
            }
            found = true;
            ComposeDraft check = service.map("healthcheck", probe.position());
            check.add("test", "CMD", probe.position());
            probe.get("exec", "command")
                    .items()
                    .forEach(word -> check.add("test", KubePod.escaped(word.text()), word.position()));
            check.set("interval", number(probe.get("periodSeconds"), 10) + "s", probe.position());
            check.set("timeout", number(probe.get("timeoutSeconds"), 1) + "s", probe.position());
            check.set("retries", String.valueOf(number(probe.get("failureThreshold"), 3)), probe.position());
            if (probe.get("initialDelaySeconds").number() > 0) {
                check.set("start_period", probe.get("initialDelaySeconds").number() + "s", probe.position());
            }
        }
    }

    private static long number(Value value, long usual) {
        return value.number() > 0 ? value.number() : usual;
    }

    private void annotations() {
        String name = container.get("name").text();
        Value init = pod.annotation("init", name);
        if (init.text().equalsIgnoreCase("true")) {
            service.set("init", true, init.position());
        }
        text("pids_limit", pod.annotation("pids-limit", name));
        Value ulimit = pod.annotation("ulimit", name);
        for (String limit : ulimit.text().split(",")) {
            int equals = limit.indexOf('=');
            if (equals > 0) {
                String[] numbers = limit.substring(equals + 1).split(":", 2);
                ComposeDraft own = service.map("ulimits", ulimit.position())
                        .map(KubePod.escaped(limit.substring(0, equals)), ulimit.position());
                own.set("soft", KubePod.escaped(numbers[0]), ulimit.position());
                own.set("hard", KubePod.escaped(numbers[numbers.length - 1]), ulimit.position());
            }
        }
    }

    private void text(String key, Value value) {
        if (!value.text().isEmpty()) {
            service.set(key, KubePod.escaped(value.text()), value.position());
        }
    }

    private void flag(String key, Value value) {
        if (value.isTrue()) {
            service.set(key, true, value.position());
        }
    }
}
