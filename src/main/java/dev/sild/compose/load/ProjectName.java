package dev.sild.compose.load;

import dev.sild.compose.InputLimits;
import dev.sild.compose.load.tree.Budget;
import dev.sild.compose.load.tree.Problems;
import dev.sild.compose.load.variables.Template;
import dev.sild.compose.load.variables.Template.BadTemplateException;
import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A project's name: that of the flag, of the environment, of {@code name} in the files, or of the folder, in this
 * order.
 *
 * @param ofFolder whether it is the folder's
 */
record ProjectName(String value, boolean ofFolder) {

    /**
     * Returns the name.
     *
     * @param documents all documents of the compose files, in order
     * @throws InputException if the name is invalid
     */
    static ProjectName of(
            LoadRequest request, List<YamlDocument> documents, Path folder, Map<String, String> environment)
            throws InputException {
        if (request.projectName().isPresent() && !request.projectName().get().isEmpty()) {
            return stated(checked(request.projectName().get(), Position.NONE));
        }
        String fromEnvironment = environment.get("COMPOSE_PROJECT_NAME");
        if (fromEnvironment != null && !fromEnvironment.isEmpty()) {
            return stated(checked(fromEnvironment, Position.NONE));
        }
        ScalarNode written = null;
        for (YamlDocument document : documents) {
            if (document.root() instanceof MapNode map
                    && map.get("name") instanceof ScalarNode name
                    && !name.isNull()
                    && !name.value().isEmpty()) {
                written = name;
            }
        }
        String name = written == null ? "" : filled(written, request.interpolate(), environment);
        if (!normalised(name).isEmpty()) {
            return stated(normalised(name));
        }
        Path base = folder.getFileName();
        String normal = written != null || base == null ? "" : normalised(base.toString());
        if (normal.isEmpty()) {
            throw Problems.fatal(
                    Code.INPUT_INVALID,
                    written == null ? Position.NONE : written.position(),
                    "name",
                    "cannot derive a project name: " + (written == null ? "the folder name" : "this")
                            + " has no letters or digits",
                    "set --project-name, or `name:` at the top level of the file");
        }
        return new ProjectName(normal, true);
    }

    private static ProjectName stated(String name) {
        return new ProjectName(name, false);
    }

    private static String filled(ScalarNode name, boolean interpolate, Map<String, String> environment) {
        String value = name.value();
        if (!interpolate) {
            return value;
        }
        try {
            return new Template(environment::get, new Budget(InputLimits.DEFAULT))
                    .substitute(value)
                    .value();
        } catch (BadTemplateException bad) {
            return "";
        }
    }

    private static String checked(String name, Position position) throws InputException {
        if (normalised(name).equals(name)) {
            return name;
        }
        throw Problems.fatal(
                Code.INPUT_INVALID,
                position,
                "name",
                "`" + name + "` is not a valid project name",
                "use lower-case letters, digits, `-` and `_`, starting with a letter or digit");
    }

    /** Returns a name in lower case without what a project's name may not have. */
    static String normalised(String name) {
        StringBuilder normal = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean start = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (start || normal.length() > 0 && (c == '-' || c == '_')) {
                normal.append(c);
            }
        }
        return normal.toString();
    }
}
