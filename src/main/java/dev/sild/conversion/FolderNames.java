package dev.sild.conversion;

import dev.sild.compose.ComposeProject;
import dev.sild.model.Application;
import dev.sild.model.Names;
import dev.sild.model.Origin;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.yaml.Node.MapNode;
import java.util.Optional;
import java.util.Set;

/**
 * Projects that are called after a folder whose name other projects have too, as in {@code deploy/compose.yaml}. Images
 * and claims have the name of the project: two such projects overwrite each other's in a registry and in a namespace.
 */
final class FolderNames {
    private static final Set<String> COMMON = Set.of(
            "api",
            "app",
            "application",
            "backend",
            "build",
            "client",
            "cloud",
            "code",
            "compose",
            "config",
            "container",
            "containers",
            "deploy",
            "deployment",
            "deployments",
            "dev",
            "development",
            "devops",
            "docker",
            "docker-compose",
            "docker_compose",
            "dockerfiles",
            "environment",
            "environments",
            "frontend",
            "infra",
            "infrastructure",
            "local",
            "main",
            "ops",
            "prod",
            "production",
            "project",
            "repo",
            "scripts",
            "server",
            "service",
            "services",
            "site",
            "source",
            "src",
            "stack",
            "stacks",
            "staging",
            "test",
            "tests",
            "tools",
            "web",
            "workspace",
            "www");

    private FolderNames() {}

    /** Returns what says that a name is likely to be taken, where anything that others can overwrite has it. */
    static Optional<Finding> finding(ComposeProject project, Application application) {
        if (!project.namedAfterFolder() || !COMMON.contains(project.name())) {
            return Optional.empty();
        }
        boolean images = project.root().get("services") instanceof MapNode services
                && services.entries().values().stream()
                        .anyMatch(service -> service.value() instanceof MapNode map
                                && map.get("build") != null
                                && map.get("image") == null);
        boolean claims = application.volumes().stream()
                .anyMatch(volume -> volume instanceof Volume.Claim claim
                        && claim.object().startsWith(Names.label(project.name()) + "-"));
        return images || claims
                ? Optional.of(new Finding(
                        Code.PROJECT_NAME,
                        Origin.NONE,
                        "the project is called '" + project.name() + "' after its folder",
                        "set 'name:' or -p NAME before you "
                                + (images ? "push images" + (claims ? " or keep data" : "") : "keep data")))
                : Optional.empty();
    }
}
