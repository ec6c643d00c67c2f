package dev.sild.quadlet;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Text;
import dev.sild.syntax.ShellText;
import dev.sild.syntax.UnitText;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The health check of a container, as it is written.
 *
 * <p>podman takes a JSON array of several words as a command without a shell, and everything else as one for a shell,
 * but for texts that begin with a word of compose's own.
 *
 * @see <a
 *     href="https://docs.podman.io/en/v5.4.0/markdown/podman-run.1.html#health-cmd-command-command-arg1">health-cmd</a>
 */
final class HealthKeys {
    private static final Set<String> OWN_WORDS = Set.of("CMD", "CMD-SHELL", "NONE");

    private final Attribute check;
    private final UnitFile unit;
    private final UnitWords words;

    HealthKeys(Attribute check, UnitFile unit, UnitWords words) {
        this.check = check;
        this.unit = unit;
        this.words = words;
    }

    void add() {
        List<Attribute> test = check.get("test").items();
        String kind = test.isEmpty() ? "" : test.get(0).string();
        if (check.get("disable").bool() || kind.equals("NONE")) {
            check.done();
            unit.add("HealthCmd", "none");
            return;
        }
        if (!test.isEmpty()) {
            command("HealthCmd", kind, test);
        }
        duration("interval", "HealthInterval");
        duration("timeout", "HealthTimeout");
        duration("start_period", "HealthStartPeriod");
        check.present("retries").forEach(retries -> unit.value("HealthRetries", "--health-retries", retries.string()));
        startInterval(kind, test);
    }

    private void duration(String name, String key) {
        check.present(name).forEach(each -> unit.value(key, "--health-" + name.replace('_', '-'), each.string()));
    }

    /** podman checks at another pace at first only by a check of its own, which never makes a container unhealthy. */
    private void startInterval(String kind, List<Attribute> test) {
        Attribute interval = check.get("start_interval");
        if (!interval.present()) {
            return;
        }
        if (test.isEmpty()) {
            interval.lost("podman needs the command of the check for it", "set 'test'");
            return;
        }
        command("HealthStartupCmd", kind, test);
        unit.value("HealthStartupInterval", "--health-startup-interval", interval.string());
        check.present("timeout")
                .forEach(each -> unit.value("HealthStartupTimeout", "--health-startup-timeout", each.string()));
        interval.noteApproximated("podman does not call a container unhealthy before its check has succeeded once");
    }

    private void command(String key, String kind, List<Attribute> test) {
        List<Text> rest = test.stream().skip(1).map(Attribute::text).toList();
        if (!kind.equals("CMD-SHELL") && rest.size() > 1) {
            unit.add(key, words.json(rest, List.of()));
            return;
        }
        String script = rest.isEmpty() ? "" : rest.get(0).value();
        if (!kind.equals("CMD-SHELL") && isWord(script) && !words.hasSecret(rest.get(0))) {
            // An array of one word would be one for a shell.
            unit.add(key, UnitText.line("CMD " + script));
        } else if (!kind.equals("CMD-SHELL")) {
            script = ShellText.shortWord(script);
            unit.add(key, words.json(List.of(Text.of(script)), List.of("CMD-SHELL")));
        } else if (isPlain(script) && !words.hasSecret(rest.get(0))) {
            unit.add(key, UnitText.line(script));
        } else {
            unit.add(key, words.json(rest, List.of("CMD-SHELL")));
        }
    }

    private static boolean isWord(String text) {
        return UnitText.fitsLine(text) && text.chars().noneMatch(Character::isWhitespace);
    }

    private static boolean isPlain(String script) {
        String first = script.split(" ", 2)[0];
        return UnitText.fitsLine(script)
                && !script.startsWith("[")
                && !OWN_WORDS.contains(first.toUpperCase(Locale.ROOT));
    }
}
