package dev.sild.compose.translate;

import dev.sild.model.Application;
import dev.sild.model.Dependency;
import dev.sild.model.ImageBuild;
import dev.sild.model.ImageUser;
import dev.sild.model.Mention;
import dev.sild.model.Origin;
import dev.sild.report.Finding;
import dev.sild.secrets.KnownSecrets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a compose project.
 *
 * @param application the application
 * @param builds how the images of the project are built, in order; empty unless requested
 * @param dependencies what is held back for what, by who starts one pod after the other; each pair once
 * @param findings what changed on the way, what was found, and what was lost
 * @param secrets the secret values of the project
 * @param secretPlaces where the files hold each of them, by name
 * @param services what each service says of itself, by its name in the compose file
 * @param addressed the components that each service's variables, command and files name, and where, by its name in the
 *     compose file
 */
public record Translation(
        Application application,
        List<ImageBuild> builds,
        List<Dependency> dependencies,
        List<Finding> findings,
        KnownSecrets secrets,
        Map<String, List<Origin>> secretPlaces,
        Map<String, ServiceFacts> services,
        Map<String, Map<String, Set<Mention>>> addressed) {
    public Translation {
        builds = List.copyOf(builds);
        dependencies = List.copyOf(dependencies);
        findings = List.copyOf(findings);
        addressed = Map.copyOf(addressed);
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
    }

    /** Returns the users that images start as, by the name of the container, where they are known. */
    public Map<String, ImageUser> imageUsers() {
        Map<String, ImageUser> users = new LinkedHashMap<>();
        services.values().forEach(service -> service.imageUser().ifPresent(user -> users.put(service.name(), user)));
        return users;
    }
}
