package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.Command;
import dev.sild.report.Code;
import dev.sild.yaml.Node.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Commands that make nothing of their own, but that something of Sild takes the place of: one remark each. */
final class Substitutes {

    /** Units that start an engine, not containers. */
    private static final Set<String> ENGINE_UNITS = Set.of(
            "docker", "docker.service", "docker.socket", "containerd", "containerd.service", "podman.socket", "podman");

    private final Remarks remarks;
    private final Set<String> said = new HashSet<>();

    Substitutes(Remarks remarks) {
        this.remarks = remarks;
    }

    /** Remarks what takes the place of a program that is no engine. */
    void program(Command command) {
        List<String> words = command.arguments().stream()
                .skip(1)
                .map(Argument::text)
                .filter(word -> !word.startsWith("-"))
                .toList();
        String verb = words.isEmpty() ? "" : words.get(0);
        boolean ofTheEngine = words.size() > 1 && words.stream().skip(1).allMatch(ENGINE_UNITS::contains);
        if (command.program().equals("loginctl") && verb.equals("enable-linger")) {
            once(command.position(), "loginctl", "a cluster runs its pods without a login", "remove it");
        } else if (command.program().equals("systemctl")
                && !ofTheEngine
                && Set.of("start", "enable", "restart", "daemon-reload").contains(verb)) {
            once(
                    command.position(),
                    "systemctl",
                    "a cluster starts its pods by itself",
                    "for units of podman, convert them: sild convert web.container");
        }
    }

    /** Remarks what takes the place of {@code podman generate} or {@code podman kube}. */
    void verb(String verb, List<Argument> rest, Position where) {
        String file = rest.stream()
                .map(Argument::text)
                .filter(word -> !word.startsWith("-"))
                .reduce("", (first, word) -> word);
        switch (verb) {
            case "generate kube", "kube generate" ->
                once(where, verb, "'podman " + verb + "' is not needed", "sild convert writes the Kubernetes YAML");
            case "generate systemd", "generate spec" ->
                once(where, verb, "'podman " + verb + "' is not needed", "sild convert --layout quadlet writes units");
            case "kube play", "play kube", "kube apply" ->
                remarks.unread(
                        where,
                        "the Kubernetes YAML of this command is not read" + (file.isEmpty() ? "" : ": " + file),
                        "convert it: sild convert -f " + (file.isEmpty() ? "FILE" : file));
            default -> {}
        }
    }

    /** Remarks that a cluster needs the credentials of a registry. */
    void login(List<Argument> rest, Position where, Suggestions suggestions) {
        Line line = EngineOptions.read(rest, CommandTables.LOGIN, suggestions);
        String server = line.rest().isEmpty() ? "docker.io" : line.rest().get(0).text();
        if (said.add("login " + server)) {
            remarks.add(
                    Code.SECRET_TO_CREATE,
                    where,
                    "a cluster needs the credentials of " + server + " as well",
                    "create a Secret with kubectl create secret docker-registry, and set --image-pull-secret NAME");
        }
    }

    private void once(Position where, String what, String reason, String remedy) {
        if (said.add(what)) {
            remarks.add(Code.NODE_LEVEL, where, reason, remedy);
        }
    }
}
