package dev.sild.check.rules;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violations;
import dev.sild.check.project.BuiltFile;
import dev.sild.check.project.CheckedProject;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.Dockerfile.Stage;
import dev.sild.images.ImageReference;
import dev.sild.model.Origin;
import dev.sild.model.Text;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Which image is pulled: by services, and by the stages of Dockerfiles. */
public final class ImageRules implements RuleSet {
    private static final String DOCKER_HUB = "docker.io";

    @Override
    public void check(CheckedProject project, Violations found) {
        Set<String> built = new HashSet<>();
        project.services().values().stream()
                .filter(ServiceFacts::built)
                .forEach(service -> built.add(service.attribute().get("image").peek()));
        for (ServiceFacts service : project.services().values()) {
            Attribute image = service.attribute().get("image");
            if (service.built()) {
                tag(image, found);
            } else if (!built.contains(image.peek()) && !project.unset().contains(image.path())) {
                check(image.peek(), image.origin(), project.registries(), found);
            }
        }
        Set<String> seen = new HashSet<>();
        for (BuiltFile file : project.files()) {
            if (!seen.add(file.file().displayName() + file.args())) {
                continue;
            }
            UnaryOperator<String> variables = file.file().variables(file.args());
            Set<String> stages = new HashSet<>(Set.of("scratch"));
            for (Stage stage : file.file().content()) {
                String base = variables.apply(stage.base());
                if (!stages.contains(base.toLowerCase(Locale.ROOT))) {
                    check(
                            base,
                            new Origin(file.file().displayName(), stage.line(), 1, "FROM"),
                            project.registries(),
                            found);
                }
                stages.add(stage.name());
            }
        }
    }

    private static void tag(Attribute image, Violations found) {
        if (image.text() instanceof Text.Literal literal && !literal.value().isEmpty()) {
            found.add(
                    Rule.BUILD_TAG_FIXED,
                    image.origin(),
                    "each build replaces '" + literal.value() + "'",
                    "take the tag from a variable with the Git commit, as in NAME:${GIT_SHA}");
        }
    }

    /** Checks the reference of an image that is pulled. */
    static void check(String name, Origin origin, Set<String> registries, Violations found) {
        if (!ImageReference.isReference(name)) {
            return;
        }
        ImageReference image = ImageReference.parse(name);
        String tag = image.tag().orElse("");
        if (image.digest().isEmpty()) {
            if (tag.isEmpty()) {
                found.add(
                        Rule.IMAGE_UNTAGGED,
                        origin,
                        "'" + name + "' has no tag, so each machine may have another version",
                        "name the version that you have tested, as in " + image.familiarName() + ":VERSION");
            } else if (tag.equals("latest")) {
                found.add(
                        Rule.IMAGE_LATEST,
                        origin,
                        "'" + name + "' is whatever was published last",
                        "name the version that you have tested");
            } else {
                found.add(
                        Rule.IMAGE_NO_DIGEST,
                        origin,
                        "'" + name + "' can be published again with another content",
                        "add the digest, as in " + name + "@sha256:DIGEST");
            }
        }
        String registry = image.onDockerHub() ? DOCKER_HUB : image.registry();
        if (!registries.isEmpty() && !registries.contains(registry)) {
            found.add(
                    Rule.IMAGE_REGISTRY,
                    origin,
                    "'" + name + "' is from " + registry + ", which is not on the list of registries",
                    "use an image of an allowed registry, or add it to 'registries' in .sild.yaml");
        }
    }
}
