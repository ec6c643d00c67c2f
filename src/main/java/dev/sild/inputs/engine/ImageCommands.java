package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.StandardInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The images that a script builds, and their names. */
final class ImageCommands {
    private static final Pattern BUILD =
            Pattern.compile("\\$\\$\\((?:docker|podman) (?:image )?build ([^()|;&$`]{1,500})\\)");

    private final Map<String, ComposeDraft> builds = new HashMap<>();
    private final ScriptFiles files;
    private final BuildOptions options;
    private final Remarks remarks;
    private final Suggestions suggestions;

    ImageCommands(ScriptFiles files, SecretCommands secrets, Remarks remarks, Suggestions suggestions) {
        this.files = files;
        options = new BuildOptions(secrets, remarks);
        this.remarks = remarks;
        this.suggestions = suggestions;
    }

    /** Remembers how an image is built. */
    void build(List<Argument> words, StandardInput input) {
        Line line =
                EngineOptions.readMixed(words, CommandTables.BUILD, suggestions).reported(remarks);
        ComposeDraft build = options.read(line);
        boolean typed =
                build.text("context").equals("-") || build.text("dockerfile").equals("-");
        if (typed) {
            if (build.text("context").equals("-")) {
                build.set("context", ".", build.position());
            }
            build.remove("dockerfile");
            switch (input.kind()) {
                case TEXT -> build.set("dockerfile_inline", input.text(), build.position());
                case FILE -> build.set("dockerfile", input.text(), build.position());
                default -> {}
            }
        }
        if (!build.has("dockerfile_inline")) {
            files.dockerfile(build);
        }
        line.of("tag").forEach(tag -> builds.put(key(tag.value().text()), build));
    }

    /** Reads the build in {@code $(docker build -q .)}, and returns the name of its folder; empty for another image. */
    String buildIn(Argument image) {
        Matcher build = BUILD.matcher(image.text());
        if (!build.matches()) {
            return "";
        }
        List<Argument> words = new ArrayList<>();
        for (String word : build.group(1).strip().split("\\s+")) {
            words.add(image.with(word));
        }
        Line line =
                EngineOptions.readMixed(words, CommandTables.BUILD, suggestions).reported(remarks);
        builds.put(key(image.text()), options.read(line));
        String folder = line.rest().isEmpty() ? "" : line.rest().get(0).text().replaceFirst("/+$", "");
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        return name.isEmpty() || name.startsWith(".") ? "app" : name;
    }

    /** Gives an image that is built one more name. */
    void tag(List<Argument> words) {
        if (words.size() > 1) {
            buildOf(words.get(0).text())
                    .ifPresent(build -> builds.put(key(words.get(1).text()), build));
        }
    }

    /** Returns how an image is built; empty for one that the script does not build. */
    Optional<ComposeDraft> buildOf(String image) {
        return Optional.ofNullable(builds.get(key(image)));
    }

    private static String key(String image) {
        String local = image.startsWith("localhost/") ? image.substring("localhost/".length()) : image;
        return local.endsWith(":latest") ? local.substring(0, local.length() - ":latest".length()) : local;
    }
}
