package dev.sild.compose.translate.relations;

import dev.sild.compose.ComposeProject;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names that compose makes up for the containers of services without a {@code container_name}, as in
 * {@code shop-db-1} and, before version 2, {@code shop_db_1}. Containers find each other by them.
 *
 * @param projects what the project may be called: its name depends on the folder that it is in, and on options
 */
public record ContainerNames(Set<String> projects) {
    /** No names. */
    public static final ContainerNames NONE = new ContainerNames(Set.of());

    /** Returns the names of the containers of a project. */
    public static ContainerNames of(ComposeProject project) {
        Set<String> projects = new LinkedHashSet<>();
        add(projects, project.name());
        add(projects, project.writtenName());
        Path folder = project.folder().getFileName();
        if (folder != null) {
            add(projects, folder.toString());
        }
        return new ContainerNames(projects);
    }

    private static void add(Set<String> projects, String name) {
        String normal = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
        if (!normal.isEmpty()) {
            projects.add(normal);
        }
    }

    /** Returns the names of the first container of a service. */
    Set<String> of(String service) {
        Set<String> names = new LinkedHashSet<>();
        for (String project : projects) {
            names.add(project + "-" + service + "-1");
            names.add(project + "_" + service + "_1");
            // Early versions left out what separates the words of a folder's name.
            names.add(project.replaceAll("[_-]", "") + "_" + service + "_1");
        }
        return names;
    }
}
