package dev.sild.inputs.inspect;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Value;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a container says about its process: {@code Config}, less what its image says. */
final class ProcessSettings {
    private static final String MASKED = "*******";
    private static final String DEFAULT_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final Set<String> OF_THE_ENGINE =
            Set.of("container=podman", "container=oci", "TERM=xterm", DEFAULT_PATH);

    private final InspectSource source;
    private final ComposeDraft service;

    ProcessSettings(InspectSource source, ComposeDraft service) {
        this.source = source;
        this.service = service;
    }

    /**
     * Adds all.
     *
     * @param podName the name of its pod, empty for none
     * @param ofImage the variables of its image
     */
    void add(String podName, Set<String> ofImage) {
        Value config = source.config();
        image();
        words();
        environment(ofImage);
        text("user", config.get("User"), source.ofImage("User").text());
        text(
                "working_dir",
                config.get("WorkingDir"),
                source.ofImage("WorkingDir").text());
        hostname(podName);
        flag("tty", config.get("Tty"));
        flag("stdin_open", config.get("OpenStdin"));
        stop();
        new HealthSettings(source, service).add();
        labels();
        secrets();
    }

    private void image() {
        Value config = source.config().get("Image");
        Value image = source.container().any("ImageName").isEmpty()
                ? config
                : source.container().get("ImageName");
        service.set("image", InspectSource.escaped(image.text()), image.position());
        if (image.text().startsWith("sha256:")) {
            source.remarks()
                    .differs(image, "the image has no name", "tag the image, and start the container with that name");
        }
    }

    private void words() {
        Value entrypoint = source.config().get("Entrypoint");
        Value command = source.config().get("Cmd");
        boolean sameEntrypoint = same(entrypoint, source.ofImage("Entrypoint"));
        if (!sameEntrypoint) {
            list(entrypoint)
                    .forEach(word -> service.add("entrypoint", InspectSource.escaped(word), entrypoint.position()));
            if (list(entrypoint).isEmpty()) {
                service.set("entrypoint", "", entrypoint.position());
            }
        }
        if (!sameEntrypoint || !same(command, source.ofImage("Cmd"))) {
            command.items()
                    .forEach(word -> service.add("command", InspectSource.escaped(word.text()), word.position()));
        }
    }

    private static boolean same(Value own, Value ofImage) {
        return own.text().isEmpty() && ofImage.text().isEmpty()
                ? own.hasTextsOf(ofImage)
                : list(own).equals(list(ofImage));
    }

    /** Older versions of podman print an entrypoint as one text. */
    private static List<String> list(Value words) {
        return words.text().isEmpty() ? words.texts() : List.of(words.text().split(" "));
    }

    private void environment(Set<String> ofImage) {
        Set<String> given = new HashSet<>();
        source.created("--env").forEach(option -> given.add(option.text()));
        source.created("-e").forEach(option -> given.add(option.text()));
        List<Value> variables = new ArrayList<>(source.config().get("Env").items());
        if (source.isPodman()) {
            // Podman prints them in any order, and in another one the next time.
            variables.sort(Comparator.comparing(Value::text));
        }
        for (Value variable : variables) {
            String text = variable.text();
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            boolean engine = OF_THE_ENGINE.contains(text)
                    || name.equals("PATH") && source.image().isEmpty()
                    || name.equals("HOSTNAME")
                    || name.equals("HOME") && source.isPodman();
            if (ofImage.contains(text) || engine && !given.contains(text)) {
                continue;
            }
            if (text.endsWith("=" + MASKED) && source.isPodman()) {
                source.remarks()
                        .lost(
                                variable,
                                "variable of the secret '" + name + "': its name and value are not shown",
                                "add the secret as a file, or the variable by hand");
            } else {
                service.add("environment", InspectSource.escaped(text), variable.position());
            }
        }
    }

    private void hostname(String podName) {
        Value hostname = source.config().get("Hostname");
        String text = hostname.text();
        boolean own = !text.isEmpty()
                && !source.id().startsWith(text)
                && !text.equals(podName)
                && !text.equals(source.name())
                && !LabelSettings.isOfUp(source.labels())
                && !source.host().get("NetworkMode").text().matches("host|container:.*");
        if (own) {
            service.set("hostname", InspectSource.escaped(text), hostname.position());
        }
        text("domainname", source.config().get("Domainname"), "");
    }

    private void stop() {
        Value signal = source.config().get("StopSignal");
        if (!signal.text().matches("(SIG)?TERM|15")) {
            text("stop_signal", signal, source.ofImage("StopSignal").text());
        }
        Value timeout = source.config().get("StopTimeout");
        if (timeout.node() != null && !timeout.text().isEmpty() && timeout.number() != 10) {
            service.set("stop_grace_period", timeout.number() + "s", timeout.position());
        }
        Value limit = source.config().get("Timeout");
        if (!limit.isEmpty()) {
            source.remarks().lost(limit, "the container is stopped after a time", "use activeDeadlineSeconds of a Job");
        }
    }

    private void labels() {
        Value ofImage = source.ofImage("Labels");
        for (var label : source.labels().entries().entrySet()) {
            String text = label.getValue().text();
            Position where = label.getValue().position();
            if (!LabelSettings.isOwn(label.getKey(), source.labels())
                    || ofImage.get(label.getKey()).text().equals(text)) {
                continue;
            }
            boolean hint = label.getKey().startsWith(LabelSettings.SILD);
            String key = hint
                    ? label.getKey().substring(LabelSettings.SILD.length())
                    : InspectSource.escaped(label.getKey());
            service.map(hint ? "x-sild" : "labels", where).set(key, InspectSource.escaped(text), where);
        }
    }

    /** Podman does not show the target of a secret; the command that made the container has it. */
    private void secrets() {
        Map<String, InspectSource.Option> targets = new HashMap<>();
        for (InspectSource.Option option : source.created("--secret")) {
            String words = option.text() + ",";
            int target = words.indexOf(",target=");
            if (target >= 0 && !words.contains(",type=env,")) {
                String path = words.substring(target + ",target=".length(), words.indexOf(',', target + 1));
                targets.put(words.substring(0, words.indexOf(',')), new InspectSource.Option(path, option.position()));
            }
        }
        for (Value secret : source.config().get("Secrets").items()) {
            String name = secret.get("Name").text();
            ComposeDraft mount = service.addMap("secrets", secret.position());
            mount.set("source", InspectSource.escaped(name), secret.position());
            InspectSource.Option target = targets.get(name);
            if (target != null) {
                mount.set("target", InspectSource.escaped(target.text()), target.position());
            }
            for (String key : List.of("UID", "GID")) {
                if (!secret.get(key).isEmpty()) {
                    mount.set(
                            key.toLowerCase(java.util.Locale.ROOT),
                            secret.get(key).text(),
                            secret.position());
                }
            }
            if (secret.get("Mode").number() != 0444 && !secret.get("Mode").isEmpty()) {
                mount.set("mode", "0" + Long.toOctalString(secret.get("Mode").number()), secret.position());
            }
        }
    }

    private void text(String key, Value value, String usual) {
        boolean root =
                key.equals("working_dir") && usual.isEmpty() && value.text().equals("/");
        if (!value.text().isEmpty() && !value.text().equals(usual) && !root) {
            service.set(key, InspectSource.escaped(value.text()), value.position());
        }
    }

    private void flag(String key, Value value) {
        if (value.isTrue()) {
            service.set(key, true, value.position());
        }
    }
}
