package dev.sild.compose;

import dev.sild.model.Origin;
import dev.sild.report.Finding;
import dev.sild.yaml.Node.MapNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A compose project as docker compose understands it: files merged, variables filled in, every attribute in its long
 * form, profiles applied.
 *
 * @param name the project's name
 * @param namedAfterFolder whether nothing but its folder says the name
 * @param writtenName the name that the files say, which an option may have replaced; empty for none
 * @param folder the project's folder, absolute: relative paths start there
 * @param root the canonical model, as {@code docker compose config} would print it: {@code services}, {@code networks},
 *     {@code volumes}, {@code secrets}, {@code configs}, {@code models} and extensions
 * @param attributes the place and path of each attribute that the files say
 * @param environment the variables that were used for interpolation, by name
 * @param variables all variables that the files refer to
 * @param disabledProfiles the services that take no part by each of their profiles, in the order of the profiles' names
 * @param files every file that was read, as it is shown to the user, in order
 * @param findings what the user should know about the input
 */
public record ComposeProject(
        String name,
        boolean namedAfterFolder,
        String writtenName,
        Path folder,
        MapNode root,
        List<Origin> attributes,
        Map<String, String> environment,
        List<Variable> variables,
        Map<String, List<String>> disabledProfiles,
        List<String> files,
        List<Finding> findings) {
    /** The variable that represents a path written relative to the project's folder. */
    public static final String FOLDER = ".";
    /** The variable that represents a path written relative to the user's home. */
    public static final String HOME = "~";

    /**
     * A variable that the files ask for.
     *
     * @param values its values: several if it is not set and has several defaults
     * @param inner whether it occurs only within the defaults of other variables, so that it matters only if those are
     *     not set
     * @param origin where it is first used
     * @param demanded whether it must not be empty: it occurs as {@code ${NAME:?message}}
     */
    public record Variable(String name, Set<String> values, boolean inner, Origin origin, boolean demanded) {
        /** Returns the same variable, which must not be empty. */
        public Variable demanding() {
            return demanded ? this : new Variable(name, values, inner, origin, true);
        }
    }

    public ComposeProject {
        attributes = List.copyOf(attributes);
        environment = Map.copyOf(environment);
        variables = List.copyOf(variables);
        disabledProfiles = Collections.unmodifiableMap(new TreeMap<>(disabledProfiles));
        files = List.copyOf(files);
        findings = List.copyOf(findings);
    }

    /** Returns the same project with another model. */
    public ComposeProject withRoot(MapNode other) {
        return new ComposeProject(
                name,
                namedAfterFolder,
                writtenName,
                folder,
                other,
                attributes,
                environment,
                variables,
                disabledProfiles,
                files,
                findings);
    }
}
