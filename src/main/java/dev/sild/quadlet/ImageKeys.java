package dev.sild.quadlet;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageReference;
import dev.sild.syntax.UnitText;

/** The image of a container. */
final class ImageKeys {
    private final Attribute service;
    private final UnitFile unit;
    private final BuildUnits builds;

    ImageKeys(Attribute service, UnitFile unit, BuildUnits builds) {
        this.service = service;
        this.unit = unit;
        this.builds = builds;
    }

    void add(String key) {
        String built = builds.reference(key);
        String image = service.get("image").string();
        unit.add("Image", UnitText.line(built.isEmpty() ? builds.named(qualified(image)) : built));
        service.present("platform").forEach(each -> unit.option("--platform", each.string()));
        Attribute policy = service.get("pull_policy");
        String text = policy.string();
        switch (text) {
            case "always", "never", "missing" -> unit.add("Pull", text);
            case "if_not_present" -> unit.add("Pull", "missing");
            case "", "build" -> {}
            default -> {
                unit.add("Pull", "newer");
                policy.noteApproximated("podman looks for a newer image whenever the container starts");
            }
        }
    }

    /** Returns an image with its registry: podman asks which one where systemd starts it, and nobody can answer. */
    static String qualified(String image) {
        ImageReference parsed = ImageReference.parse(image);
        if (!ImageReference.isReference(image) || !parsed.registry().isEmpty()) {
            return image;
        }
        return "docker.io/" + (parsed.repository().indexOf('/') < 0 ? "library/" : "") + image;
    }
}
