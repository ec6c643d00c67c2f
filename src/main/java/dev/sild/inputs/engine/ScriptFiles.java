package dev.sild.inputs.engine;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.ScriptPath;
import dev.sild.yaml.Node.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a script writes itself. They need not be there before it runs, so the compose file has their texts.
 */
final class ScriptFiles {
    private final ComposeDraft file;
    private final Map<String, String> texts;
    /** The names of the configs that hold files, by the paths of the files. */
    private final Map<String, String> configs = new HashMap<>();

    /**
     * Knows the files of a script.
     *
     * @param texts the texts as a compose file writes them, by paths without a dot in front
     */
    ScriptFiles(ComposeDraft file, Map<String, String> texts) {
        this.file = file;
        this.texts = texts;
    }

    /** Returns the text of a file; empty for one that the script does not write. */
    Optional<String> text(String path) {
        return Optional.ofNullable(texts.get(ScriptPath.name(path)));
    }

    /** Mounts a file that the script writes into a service; false for any other mount. */
    boolean mount(ComposeDraft service, Argument volume) {
        String[] parts = ServiceOptions.volume(volume).text().split(":", 3);
        return parts.length > 1 && mount(service, parts[0], parts[1], volume.position());
    }

    /** Mounts what the option {@code --mount} names, if the script writes it. */
    boolean mountLong(ComposeDraft service, Argument mount) {
        String source = "";
        String target = "";
        for (String word : mount.text().split(",")) {
            int equals = word.indexOf('=');
            String value = word.substring(equals + 1);
            switch (equals < 0 ? "" : word.substring(0, equals)) {
                case "source", "src" -> source = mount.with(value).path();
                case "target", "destination", "dst" -> target = value;
                default -> {}
            }
        }
        return mount(service, source, target, mount.position());
    }

    private boolean mount(ComposeDraft service, String source, String target, Position where) {
        Optional<String> text = text(source);
        if (text.isEmpty() || target.isEmpty()) {
            return false;
        }
        String path = ScriptPath.name(source);
        String config = configs.computeIfAbsent(path, this::config);
        file.map("configs", where).map(config, where).set("content", text.get(), where);
        ComposeDraft mounted = service.addMap("configs", where);
        mounted.set("source", config, where);
        mounted.set("target", target, where);
        return true;
    }

    private String config(String path) {
        String base = ScriptPath.ofConfig(path);
        String name = base;
        for (int number = 2; configs.containsValue(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }

    /** Adds the variables of an env file that the script writes; false for one that it does not write. */
    boolean environment(ComposeDraft service, Argument envFile) {
        Optional<String> text = text(envFile.path());
        text.ifPresent(lines -> lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> service.add("environment", line, envFile.position())));
        return text.isPresent();
    }

    /** Puts the Dockerfile of a build into it, if the script writes it. */
    void dockerfile(ComposeDraft build) {
        String context = build.text("context");
        String named = build.has("dockerfile") ? build.text("dockerfile") : "Dockerfile";
        String path = named.startsWith("/") || context.equals(".") ? named : ScriptPath.name(context) + "/" + named;
        text(path).ifPresent(text -> {
            build.remove("dockerfile");
            build.set("dockerfile_inline", text, build.position());
        });
    }
}
