package dev.sild.quadlet;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.syntax.UnitText;
import dev.sild.units.GoDuration;
import java.util.List;

/** What a container runs: its command, environment, user, and how it is stopped. */
final class ProcessKeys {
    private static final long NANOS = 1_000_000_000L;
    /** How long systemd waits for podman, which itself waits for the container, by default. */
    private static final long USUAL_STOP = 60;
    /** How much longer than podman systemd waits. */
    private static final long MARGIN = 30;

    private final Member member;
    private final Attribute service;
    private final UnitFile unit;
    private final UnitWords words;

    ProcessKeys(Member member, UnitFile unit, UnitWords words) {
        this.member = member;
        service = member.attribute();
        this.unit = unit;
        this.words = words;
    }

    void add() {
        entrypoint();
        List<Attribute> command = service.get("command").items();
        if (!command.isEmpty()) {
            unit.add("Exec", words.command(command));
        }
        service.present("working_dir").forEach(each -> unit.value("WorkingDir", "--workdir", each.string()));
        environment();
        user();
        service.present("init").forEach(each -> unit.flag("RunInit", each.bool()));
        if (service.get("tty").bool()) {
            unit.option("--tty");
        }
        if (service.get("stdin_open").bool()) {
            unit.option("--interactive");
        }
        stop();
    }

    private void entrypoint() {
        Attribute entrypoint = service.get("entrypoint");
        List<Attribute> words = entrypoint.items();
        boolean cleared =
                words.isEmpty() || words.size() == 1 && words.get(0).peek().isEmpty();
        if (entrypoint.present() && cleared) {
            words.forEach(Attribute::done);
            unit.option("--entrypoint", "");
        } else if (!words.isEmpty()) {
            unit.add("Entrypoint", this.words.json(words));
        }
    }

    private void environment() {
        service.get("environment").entries().forEach((name, value) -> {
            if (value.isNull()) {
                value.found(
                        Code.ENV_UNSET,
                        "the variable '" + name + "' is not set in the shell or an env file",
                        "set it before converting, or give it a value here");
            } else if (name.isEmpty() || name.indexOf('=') >= 0) {
                value.lost("not a valid name of a variable", "rename the variable");
            } else {
                variable(name, value.text());
            }
        });
        // The loader has merged them.
        service.get("env_file").done();
    }

    private void variable(String name, Text value) {
        if (!member.secrecy().isSecret(name, value) || value.value().isEmpty()) {
            unit.word("Environment", name + "=" + value.value());
        } else if (name.indexOf(',') >= 0) {
            unit.add("Environment", words.pair(name, value));
        } else {
            String stem = unit.file().substring(0, unit.file().lastIndexOf('.'));
            unit.word("Secret", member.secrets().ofVariable(stem, name, value) + ",type=env,target=" + name);
        }
    }

    private void user() {
        String user = service.get("user").string();
        int colon = user.indexOf(':');
        if (colon > 0 && UnitText.fitsLine(user)) {
            unit.value("User", "--user", user.substring(0, colon));
            unit.add("Group", UnitText.line(user.substring(colon + 1)));
        } else if (!user.isEmpty()) {
            unit.value("User", "--user", user);
        }
        service.get("group_add").strings().forEach(group -> unit.value("GroupAdd", "--group-add", group));
    }

    private void stop() {
        service.present("stop_signal").forEach(each -> unit.value("StopSignal", "--stop-signal", each.string()));
        GoDuration.nanos(service.get("stop_grace_period").string()).ifPresent(nanos -> {
            long seconds = (nanos + NANOS - 1) / NANOS;
            unit.add("StopTimeout", String.valueOf(seconds));
            if (seconds > USUAL_STOP) {
                unit.add("Service", "TimeoutStopSec", String.valueOf(seconds + MARGIN));
            }
        });
    }
}
