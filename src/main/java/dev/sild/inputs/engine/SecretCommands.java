package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.StandardInput;
import dev.sild.report.Code;
import dev.sild.yaml.Node.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets: those that a script creates, and podman's option {@code --secret} that uses them. */
final class SecretCommands {
    /** A text that is one variable and nothing else. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}\\n?");

    /** An id of a build's secret that is rather the name of a variable than that of a file. */
    private static final Pattern CAPITALS = Pattern.compile("[A-Z][A-Z0-9_]*");

    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final ComposeDraft file;
    private final ScriptFiles files;
    private final Remarks remarks;
    private final Suggestions suggestions;
    /** The names of builds' secrets, by their ids, kinds and origins. */
    private final Map<List<String>, String> names = new HashMap<>();
    /** How many more names the secrets of an id have had. */
    private final Map<String, Integer> numbers = new HashMap<>();

    SecretCommands(ComposeDraft file, ScriptFiles files, Remarks remarks, Suggestions suggestions) {
        this.file = file;
        this.files = files;
        this.remarks = remarks;
        this.suggestions = suggestions;
    }

    /** Declares a secret with the file or the variable that has its value. */
    void create(List<Argument> words, StandardInput input) {
        Line line = EngineOptions.read(words, CommandTables.SECRET, suggestions).reported(remarks);
        if (line.rest().isEmpty()) {
            return;
        }
        Argument name = line.rest().get(0);
        Argument from = line.rest().size() > 1 ? line.rest().get(1) : name.with("-");
        ComposeDraft secret = declared(name.text(), name.position());
        if (!line.of("env").isEmpty() && VARIABLE_NAME.matcher(from.text()).matches()) {
            secret.set("environment", from.text(), from.position());
            return;
        }
        StandardInput value =
                !from.text().equals("-") ? new StandardInput(StandardInput.Kind.FILE, from.path()) : input;
        if (value.kind() == StandardInput.Kind.FILE && files.text(value.text()).isEmpty()) {
            secret.set("file", path(value.text()), from.position());
            return;
        }
        String text = value.kind() == StandardInput.Kind.FILE
                ? files.text(value.text()).orElse("")
                : value.text();
        Matcher variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            secret.set("environment", variable.group(1), from.position());
            return;
        }
        secret.set("external", true, name.position());
        String creates = "create it, or write it to a file and set 'file' in a compose file";
        remarks.add(
                Code.SECRET_TO_CREATE,
                name.position(),
                text.isEmpty()
                        ? "the value of the secret '" + name.text() + "' is only known when the script runs"
                        : "the value of the secret '" + name.text() + "' is in the script; it is not copied",
                creates);
    }

    private ComposeDraft declared(String name, Position where) {
        ComposeDraft secrets = file.map("secrets", where);
        secrets.remove(name);
        return secrets.map(name, where);
    }

    /** A path of a compose file: without a folder it is one of the project's folder all the same. */
    static String path(String name) {
        return name.startsWith("/") || name.startsWith(".") || name.startsWith("~") || name.startsWith("$")
                ? name
                : "./" + name;
    }

    /** Adds what {@code --secret NAME[,type=mount|env,target=…,uid=…,gid=…,mode=…]} says. */
    void add(ComposeDraft service, Argument value) {
        List<String> words = List.of(value.text().split(","));
        if (words.contains("type=env")) {
            String name = FileReference.name(value, "secret", remarks);
            if (!name.isEmpty()) {
                variable(service, name, words, value.position());
            }
        } else {
            FileReference.add(file, service, value, "secret", remarks);
        }
    }

    /**
     * Adds what {@code --secret id=ID[,src=FILE|,env=NAME]} of a build says. Without either, the variable of that name
     * has the value if there is one, otherwise the file.
     */
    void ofBuild(ComposeDraft build, Argument value) {
        Position where = value.position();
        String id = "";
        String from = "";
        String variable = "";
        boolean ofVariable = false;
        for (String word : value.text().split(",")) {
            int equals = word.indexOf('=');
            String text = word.substring(equals + 1).strip();
            switch (equals < 0 ? "" : word.substring(0, equals).strip()) {
                case "id" -> id = text;
                case "src", "source" -> from = text;
                case "env" -> variable = text;
                case "type" -> ofVariable = text.equals("env");
                default -> {}
            }
        }
        if (id.isEmpty()) {
            remarks.unread(where, "the option names no secret", "write --secret id=NAME,src=FILE");
            return;
        }
        if (variable.isEmpty()
                && (ofVariable || from.isEmpty() && CAPITALS.matcher(id).matches())) {
            variable = from.isEmpty() ? id : from;
        }
        String key = variable.isEmpty() ? "file" : "environment";
        String origin =
                variable.isEmpty() ? path(value.with(from.isEmpty() ? id : from).path()) : variable;
        ComposeDraft secrets = file.map("secrets", where);
        List<String> same = List.of(id, key, origin);
        String name = names.getOrDefault(same, id);
        while (secrets.has(name) && !secrets.map(name, where).text(key).equals(origin)) {
            int number = numbers.merge(id, 1, Integer::sum);
            name = id + "-build" + (number == 1 ? "" : "-" + number);
        }
        names.put(same, name);
        secrets.map(name, where).set(key, origin, where);
        if (!name.equals(id)) {
            ComposeDraft secret = build.addMap("secrets", where);
            secret.set("source", name, where);
            secret.set("target", id, where);
        } else {
            build.add("secrets", id, where);
        }
    }

    /** The value of the secret as a variable: that of the environment, since a compose file cannot read a secret. */
    private void variable(ComposeDraft service, String name, List<String> words, Position where) {
        String target = name;
        for (String word : words) {
            target = word.startsWith("target=") ? word.substring("target=".length()) : target;
        }
        String from = file.has("secrets") && file.map("secrets", where).has(name)
                ? file.map("secrets", where).map(name, where).text("environment")
                : "";
        String variable =
                from.isEmpty() ? target.replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^([0-9])", "_$1") : from;
        service.add("environment", target + "=${" + variable + "}", where);
        service.map("x-sild", where).add("secrets", target, where);
        if (from.isEmpty()) {
            remarks.unread(
                    where,
                    "the value of the secret '" + name + "' becomes a variable, and is not in the script",
                    "set " + variable + " in the environment or in .env");
        }
    }
}
