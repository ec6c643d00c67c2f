package dev.sild.quadlet;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.syntax.UnitText;
import dev.sild.units.GoDuration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When a container starts, ends, and starts again: what compose does itself is here systemd's work.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html">systemd.service</a>
 */
final class LifecycleKeys {
    private static final long NANOS = 1_000_000_000L;
    /** The first start pulls or builds the image. */
    private static final String START_SECONDS = "900";

    private final Member member;
    private final Member.Replica replica;
    private final UnitFile unit;
    private final Map<String, Member> members;

    LifecycleKeys(Member member, Member.Replica replica, Map<String, Member> members) {
        this.member = member;
        this.replica = replica;
        unit = replica.unit();
        this.members = members;
    }

    /** Adds what a container waits for. */
    void dependencies(String description) {
        unit.add("Unit", "Description", UnitText.value(description));
        member.attribute().get("depends_on").entries().forEach((name, settings) -> {
            Member other = members.get(name);
            boolean required = !settings.get("required").string().equals("false");
            // With Requires=, a unit is always restarted with the one it depends on.
            settings.done();
            if (other != null && other.started()) {
                other.containers().forEach(each -> depend(each.unit(), required));
            }
        });
        namespaces();
    }

    /** Containers whose namespaces or volumes are shared must be there; Quadlet knows it only of networks. */
    private void namespaces() {
        Attribute service = member.attribute();
        for (String name : List.of("ipc", "pid")) {
            String value = service.get(name).peek();
            Member other = value.startsWith("service:") ? members.get(value.substring("service:".length())) : null;
            if (other != null) {
                depend(other.first().unit(), true);
            }
        }
        service.get("volumes_from").items().forEach(from -> {
            Member other = members.get(from.peek().split(":", 2)[0]);
            if (other != null) {
                depend(other.first().unit(), true);
            }
        });
    }

    private void depend(UnitFile other, boolean required) {
        unit.once("Unit", required ? "Requires" : "Wants", other.service());
        unit.once("Unit", "After", other.service());
    }

    /**
     * Adds how the service runs.
     *
     * @param healthy the services that others wait for to be healthy
     * @param completed those that others wait for to complete
     */
    void service(Set<String> healthy, Set<String> completed) {
        if (completed.contains(member.key())) {
            unit.add("Service", "Type", "oneshot");
            unit.add("Service", "RemainAfterExit", "yes");
        } else if (healthy.contains(member.key())) {
            unit.add("Notify", "healthy");
        }
        restart(completed.contains(member.key()));
        unit.add("Service", "TimeoutStartSec", START_SECONDS);
        hooks("post_start", "ExecStartPost");
        hooks("pre_stop", "ExecStop");
        if (member.started()) {
            unit.add("Install", "WantedBy", "default.target multi-user.target");
        }
    }

    private void restart(boolean once) {
        Attribute deployed = member.attribute().get("deploy").get("restart_policy");
        Attribute own = member.attribute().get("restart");
        String text = own.string();
        int colon = text.indexOf(':');
        String policy = deployed.present()
                ? condition(deployed.get("condition").string())
                : colon < 0 ? text : text.substring(0, colon);
        Attribute attempts = deployed.get("max_attempts");
        String most = deployed.present() ? attempts.string() : colon < 0 ? "" : text.substring(colon + 1);
        if (policy.isEmpty() || policy.equals("no")) {
            unit.add("Service", "Restart", "no");
            deployed.done();
            return;
        }
        if (once && !policy.equals("on-failure")) {
            (deployed.present() ? deployed : own)
                    .noteApproximated("other services wait for its end; it is started again only when it fails");
        }
        boolean limited = policy.equals("on-failure") && !most.isEmpty() && !most.equals("0");
        if (limited) {
            unit.add("Unit", "StartLimitBurst", UnitText.value(most));
            unit.add("Unit", "StartLimitIntervalSec", "10min");
        } else {
            attempts.done();
            unit.add("Unit", "StartLimitIntervalSec", "0");
        }
        unit.add("Service", "Restart", policy.equals("on-failure") || once ? "on-failure" : "always");
        // What requires it waits for it meanwhile, and is not restarted with it.
        unit.add("Service", "RestartMode", "direct");
        String delay = GoDuration.nanos(deployed.get("delay").string())
                .map(nanos -> Math.max(1, (nanos + NANOS - 1) / NANOS) + "s")
                .orElse("1s");
        unit.add("Service", "RestartSec", delay);
        if (!deployed.get("delay").present()) {
            // The pauses grow, as those of compose do; systemd before 254 ignores these keys.
            unit.add("Service", "RestartSteps", "6");
            unit.add("Service", "RestartMaxDelaySec", "1min");
        }
    }

    private static String condition(String written) {
        return switch (written) {
            case "none" -> "no";
            case "on-failure" -> "on-failure";
            default -> "always";
        };
    }

    private void hooks(String name, String key) {
        for (Attribute hook : member.attribute().get(name).items()) {
            StringBuilder line = new StringBuilder(key.equals("ExecStop") ? "-" : "").append("/usr/bin/podman exec");
            hook.present("user").forEach(each -> line.append(" --user ").append(UnitText.word(each.string())));
            hook.present("working_dir")
                    .forEach(each -> line.append(" --workdir ").append(UnitText.word(each.string())));
            if (hook.get("privileged").bool()) {
                line.append(" --privileged");
            }
            UnitWords words = new UnitWords(unit, member.secrecy(), member.secrets());
            hook.get("environment")
                    .entries()
                    .forEach((variable, value) -> line.append(" --env ").append(words.pair(variable, value.text())));
            line.append(' ').append(UnitText.word(replica.name())).append(' ');
            line.append(words.command(hook.get("command").items()));
            unit.add("Service", key, line.toString());
        }
    }
}
