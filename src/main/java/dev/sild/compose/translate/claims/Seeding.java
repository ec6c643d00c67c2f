package dev.sild.compose.translate.claims;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ImageFacts;
import dev.sild.model.Lookup;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which volumes are filled from an image: a container engine fills every empty named volume, and gives it the owner and
 * the mode of the image's folder. Podman does it itself; in a cluster an init container does.
 */
public final class Seeding {
    private static final String TOOLS = "seed-tools";

    private final FileBundles bundles;
    private final TranslateOptions options;
    private final Map<String, List<Filler>> fillers = new LinkedHashMap<>();
    /** The volumes that some service keeps its data in, which another's image has nothing for. */
    private final Set<String> holdData = new HashSet<>();

    private final List<String> seeded = new ArrayList<>();
    private Optional<Volume.Tools> tools = Optional.empty();

    /** A component that could fill a volume from its image. */
    private record Filler(
            String component, String path, boolean readOnly, Optional<ImageFacts> image, boolean holdsData) {
        boolean mayHaveContent() {
            return image.filter(facts -> facts.mayHaveContent(path)).isPresent();
        }

        int content() {
            return image.map(facts -> facts.contentAround(path)).orElse(0);
        }
    }

    public Seeding(FileBundles bundles, TranslateOptions options) {
        this.bundles = bundles;
        this.options = options;
    }

    /**
     * Notes that a component mounts a volume where its image may have content.
     *
     * @param holdsData whether that is where the program keeps its data
     */
    public void mayFill(
            String volume,
            String component,
            String path,
            boolean readOnly,
            Optional<ImageFacts> image,
            boolean holdsData) {
        if (holdsData) {
            holdsData(volume);
        }
        if (isNeeded(path, image)) {
            fillers.computeIfAbsent(volume, key -> new ArrayList<>())
                    .add(new Filler(component, path, readOnly, image, holdsData));
        }
    }

    /** Notes that a program keeps its data in a volume. */
    public void holdsData(String volume) {
        holdData.add(volume);
    }

    /**
     * Whether a volume at {@code path} is not as the program needs it when it starts empty and belongs to root: the
     * image may have content there, or it may run as a user who is given no group.
     */
    private boolean isNeeded(String path, Optional<ImageFacts> image) {
        return !options.podman()
                && image.map(facts -> !facts.isEmptyAt(path) || facts.uid().isEmpty() || facts.keepsOwner())
                        .orElse(true);
    }

    /** Whether {@code component} may be the one that fills the volume. */
    public boolean mayBeFilledBy(String volume, String component) {
        return fillers.getOrDefault(volume, List.of()).stream()
                .anyMatch(filler -> filler.component().equals(component));
    }

    /**
     * Returns what fills a volume: the image of the first component that may write to it, in each pod of that image
     * that may be the first to do so.
     *
     * @param pods what runs in the end
     * @param shown the name of the volume in the compose file
     */
    public Optional<Volume.Seed> of(String volume, SeedingPods pods, String shown) {
        List<Filler> inTurn = fillers.getOrDefault(volume, List.of()).stream()
                .filter(filler -> filler.holdsData() || !holdData.contains(volume))
                // A service that only reads a volume expects another one to provide its content.
                .sorted(Comparator.comparing(Filler::readOnly).thenComparing(filler -> pods.place(filler.component())))
                .toList();
        return inTurn.stream().findFirst().map(first -> closest(first, inTurn)).map(filler -> {
            List<String> others = pods.fillToo(
                    filler.component(),
                    Lookup.required(fillers, volume).stream()
                            .filter(other -> !other.readOnly())
                            .map(Filler::component)
                            .toList());
            List<String> all = new ArrayList<>(List.of(filler.component()));
            all.addAll(others);
            seeded.add(shown + " (" + String.join(", ", all) + ")");
            Volume.Seed seed = seed(filler.component(), filler.path(), filler.image());
            return new Volume.Seed(seed.container(), seed.path(), seed.tools(), others);
        });
    }

    /**
     * Returns the one whose image is the likeliest to have the folder. A build that copies {@code /var/www} may lack
     * {@code /var/www/public/build}, which git ignores, and another one copies it from the stage that makes it. An
     * engine fills the volume from the first image that has something there.
     */
    private static Filler closest(Filler first, List<Filler> all) {
        if (first.image().isEmpty()) {
            return first;
        }
        if (first.image().get().bringsNothingTo(first.path())) {
            return all.stream().filter(Filler::mayHaveContent).findFirst().orElse(first);
        }
        return all.stream()
                .filter(other -> other.path().equals(first.path()))
                .reduce(first, (one, other) -> other.content() > one.content() ? other : one);
    }

    /** Returns a seed from the image of a component, with programs for images that may have none. */
    public Volume.Seed seed(String component, String path, Optional<ImageFacts> image) {
        boolean ownShell = image.map(ImageFacts::shell)
                .filter(ImageFacts.Shell.YES::equals)
                .isPresent();
        if (!ownShell && tools.isEmpty()) {
            tools = Optional.of(new Volume.Tools(
                    bundles.freeName(TOOLS, TOOLS), options.storage().seedImage()));
        }
        return new Volume.Seed(component, path, ownShell ? Optional.empty() : tools, List.of());
    }

    /** Returns the volume that the programs are put into, where some are. */
    public Optional<Volume> toolsVolume() {
        return tools.map(used -> new Volume.Scratch(used.volume(), false, ""));
    }

    /** Reports the volumes that init containers fill, all at once. */
    public void report(Attribute volumes) {
        if (!seeded.isEmpty()) {
            volumes.note(
                    Code.VOLUME_SEEDED,
                    "init containers" + (options.restricted() ? "" : ", which run as root,")
                            + " fill empty volumes from images, as Docker does: " + String.join(", ", seeded),
                    "set 'volume: {nocopy: true}' on a mount to turn that off");
        }
    }
}
