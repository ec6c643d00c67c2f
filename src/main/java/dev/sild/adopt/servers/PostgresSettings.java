package dev.sild.adopt.servers;

import dev.sild.adopt.draft.AdoptionContext;
import dev.sild.adopt.draft.Components;
import dev.sild.adopt.draft.MountedTexts;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Origin;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings that postgres is started with: {@code -c} options become parameters, and a configuration file that they
 * specify becomes the config.
 */
final class PostgresSettings {
    private static final Pattern PARAMETER = Pattern.compile("[a-z_][a-z0-9_.]*");
    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_.]*)\\s*=?\\s*.*");

    /** Settings that the operator sets itself, to the same effect. */
    private static final Set<String> OURS =
            Set.of("listen_addresses", "port", "unix_socket_directories", "external_pid_file", "data_directory");

    /** Settings that refer to files that do not exist in the container of a stack. */
    private static final Set<String> ELSEWHERE = Set.of(
            "hba_file", "ident_file", "include", "include_dir", "include_if_exists", "ssl_cert_file", "ssl_key_file");

    private final ServiceFacts service;
    private final Components component;
    private final MountedTexts texts;

    PostgresSettings(AdoptionContext work, ServiceFacts service, Components component) {
        this.service = service;
        this.component = component;
        texts = MountedTexts.of(work.project(), service);
    }

    void adopt() {
        Attribute command = service.attribute().get("command");
        Map<String, String> parameters = new TreeMap<>();
        String file = options(command, parameters);
        component.found(
                "entrypoint",
                Code.NOT_CARRIED,
                "the operator uses the entrypoint of the image",
                "remove the entrypoint");
        Optional<MountedTexts.Mounted> config = texts.at(file);
        if (config.isPresent()) {
            config.get().mount().done();
            component.put(
                    "config", whole(config.get(), parameters), config.get().mount());
            return;
        }
        if (!file.isEmpty()) {
            command.noteLost(
                    "the configuration " + file + " is in the image or cannot be read",
                    "set its parameters in database.parameters");
        }
        if (!parameters.isEmpty()) {
            component.put("parameters", parameters, command);
        }
        unread();
    }

    /** A configuration file that postgres has no option to read has no effect under compose either. */
    private void unread() {
        texts.all().forEach((path, text) -> {
            if (path.endsWith("postgresql.conf") && !path.startsWith("/var/lib/postgresql")) {
                text.mount()
                        .lost(
                                "postgres has no option to read " + path + ", so it is not used",
                                "set its parameters in database.parameters");
            }
        });
    }

    /** Reads the options, and returns the file that {@code config_file} names; empty for none. */
    private String options(Attribute command, Map<String, String> parameters) {
        String file = "";
        List<Attribute> items = command.items();
        List<Text> words = service.words("command");
        for (int i = 0; i < words.size(); i++) {
            if (!(words.get(i) instanceof Text.Literal
                    || words.get(i) instanceof Text.Variable
                    || words.get(i) instanceof Text.Concat)) {
                items.get(i)
                        .note(
                                Code.SECRET_LEFT_OUT,
                                "the resource is not confidential",
                                "set it in a separate file with database.configFrom");
                continue;
            }
            String word = words.get(i).value();
            Optional<String> setting =
                    setting(word, i + 1 < words.size() ? words.get(i + 1).value() : "");
            if (setting.isEmpty()) {
                if (!(i == 0 && List.of("postgres", "docker-entrypoint.sh").contains(word))) {
                    items.get(i)
                            .noteLost(
                                    "the operator starts postgres without this option",
                                    "set it in database.parameters");
                }
                continue;
            }
            i += word.length() > 2 ? 0 : 1;
            String name = setting.get().substring(0, Math.max(0, setting.get().indexOf('=')));
            String value = setting.get().substring(setting.get().indexOf('=') + 1);
            if (name.equals("config_file")) {
                file = value;
            } else if (ELSEWHERE.contains(name) || !PARAMETER.matcher(name).matches()) {
                command.noteLost(
                        "a WebStack does not support the setting '" + name + "'", "remove it; the operator manages it");
            } else if (!OURS.contains(name)) {
                parameters.put(name, value);
            }
        }
        return file;
    }

    /** Returns what an option sets, as {@code name=value}; empty if it is not such an option. */
    private static Optional<String> setting(String word, String next) {
        if (word.equals("-c")) {
            return Optional.of(next.replaceFirst("^\\s*([^=\\s]+)\\s*=\\s*", "$1="));
        }
        if (word.startsWith("-c") && word.indexOf('=') > 0) {
            return Optional.of(word.substring(2));
        }
        if (word.startsWith("--") && word.indexOf('=') > 0) {
            return Optional.of(
                    word.substring(2, word.indexOf('=')).replace('-', '_') + word.substring(word.indexOf('=')));
        }
        return switch (word) {
            case "-N" -> Optional.of("max_connections=" + next);
            case "-h" -> Optional.of("listen_addresses=" + next);
            case "-p" -> Optional.of("port=" + next);
            case "-D" -> Optional.of("data_directory=" + next);
            case "-k" -> Optional.of("unix_socket_directories=" + next);
            case "-B" -> Optional.of("shared_buffers=" + next);
            default -> Optional.empty();
        };
    }

    private String whole(MountedTexts.Mounted config, Map<String, String> parameters) {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (String line : config.text().split("\r?\n", -1)) {
            number++;
            Matcher setting = LINE.matcher(line);
            String name = setting.matches() ? setting.group(1).toLowerCase(Locale.ROOT) : "";
            if (ELSEWHERE.contains(name)) {
                config.mount()
                        .note(
                                new Origin(
                                        config.file(), number, 1, config.mount().path()),
                                Code.NOT_CARRIED,
                                "the setting '" + name + "' refers to a file that does not exist in the"
                                        + " database of a WebStack",
                                "");
            } else if (!OURS.contains(name)) {
                lines.add(line);
            }
        }
        parameters.forEach((name, value) -> lines.add(name + " = '" + value.replace("'", "''") + "'"));
        return String.join("\n", lines).stripTrailing() + "\n";
    }
}
