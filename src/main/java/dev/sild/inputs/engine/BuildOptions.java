package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Given;
import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.nio.file.Path;
import java.util.Set;

/** What the options of one build mean for the services that use its image. */
final class BuildOptions {
    /** What {@code --pull} may say in order not to look for a newer base image. */
    private static final Set<String> NO_PULL = Set.of("false", "missing", "never");

    private final SecretCommands secrets;
    private final Remarks remarks;

    BuildOptions(SecretCommands secrets, Remarks remarks) {
        this.secrets = secrets;
        this.remarks = remarks;
    }

    /** Returns the build that a command line describes. */
    ComposeDraft read(Line line) {
        Position where =
                line.rest().isEmpty() ? Position.NONE : line.rest().get(0).position();
        ComposeDraft build = new ComposeDraft(where);
        build.set("context", line.rest().isEmpty() ? "." : line.rest().get(0).path(), where);
        line.given().forEach(given -> add(build, given));
        return build;
    }

    private void add(ComposeDraft build, Given given) {
        String attribute = given.option().attribute();
        Argument value = given.value();
        Position where = value.position();
        switch (attribute) {
            case "", "tag" -> {}
            case "dockerfile" -> build.set(attribute, below(build.text("context"), value.path()), where);
            case "platforms" -> {
                for (String platform : value.text().split(",")) {
                    build.add(attribute, platform, where);
                }
            }
            case "additional_contexts" -> {
                int equals = value.text().indexOf('=') + 1;
                ResourceOptions.pair(
                        build.map(attribute, where),
                        value.with(value.text().substring(0, equals)
                                + value.with(value.text().substring(equals)).path()));
            }
            case "pull" -> build.set(attribute, !NO_PULL.contains(value.text()), where);
            case "secrets" -> secrets.ofBuild(build, value);
            case "ulimits" -> ResourceOptions.ulimit(build, value, remarks);
            default -> {
                switch (given.option().kind()) {
                    case FLAG -> build.set(attribute, !value.text().equals("false"), where);
                    case TEXT -> build.set(attribute, value.text(), where);
                    case LIST -> build.add(attribute, value.text(), where);
                    case MAP -> ResourceOptions.pair(build.map(attribute, where), value);
                }
            }
        }
    }

    /** The engine's option is a path of the current folder, a compose file's is one of the context. */
    private static String below(String context, String file) {
        boolean relative = !context.startsWith("/") && !file.startsWith("/") && (context + file).indexOf('$') < 0;
        if (!relative || context.contains("://")) {
            return file;
        }
        try {
            return Path.of(context)
                    .normalize()
                    .relativize(Path.of(file).normalize())
                    .toString();
        } catch (IllegalArgumentException noPath) {
            return file;
        }
    }
}
