package dev.sild.compose.translate;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.code.EnvFiles;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.compose.translate.storage.Binds;
import dev.sild.images.BuildSteps;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownFolders;
import dev.sild.report.Code;
import dev.sild.syntax.TerminalText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings with secrets that a build copies into an image, since no {@code .dockerignore} excludes them: the image is
 * pushed to a registry, and everyone who can pull it can read them.
 */
final class SecretsInImages {
    /** Names of settings, without those of tools and compose. */
    private static final Pattern SETTINGS = Pattern.compile(
            "(?i)(?!.*compose|package|tsconfig|\\.|.*lock)(?:[\\w-]{0,60}(?:config|settings|secret|credential)"
                    + "[\\w.-]{0,60}|application[\\w-]{0,60}|env)\\.(?:ya?ml|json|ini|toml|properties|conf|env)"
                    + "|[\\w-]{1,60}\\.env");

    private static final Pattern OF_EXAMPLES = Pattern.compile("(?i).*(?:example|sample|template|dist|test).*");

    private static final Pattern OF_PACKAGES = Pattern.compile("(?:.*/)?(?:vendor|site-packages)/.*");

    private static final int MOST_NAMED = 3;
    /** How many files of a folder are reported, and how much of it is read. */
    private static final int MOST = 100;

    private static final long MOST_BYTES = 16 << 20;
    private static final int LONGEST = 64 << 10;

    private final FileBundles files;
    private final Map<Path, List<String>> all = new HashMap<>();
    private final Set<List<Object>> searched = new HashSet<>();
    private final Set<String> found = new LinkedHashSet<>();

    /** Those that an instruction names itself: without them in the context it fails. */
    private final Set<String> copied = new LinkedHashSet<>();

    /** Those with other settings, without which the program of the image may not work. */
    private final Set<String> needed = new LinkedHashSet<>();

    /** Those that come with a folder, relative to their context, by the files that can exclude them. */
    private final Map<String, Set<String>> toIgnore = new LinkedHashMap<>();

    /** Where programs read those that nothing mounts, once builds exclude them: a mount of each. */
    private final Set<String> toMount = new LinkedHashSet<>();

    /** Those that a mounted source tree shows to programs, and so a conversion without them in images, and where. */
    private final Set<String> mounted = new LinkedHashSet<>();

    private SecretsInImages(FileBundles files) {
        this.files = files;
    }

    /** Reports the files of all images in one finding. */
    static void report(Collection<ServiceFacts> services, Binds binds, FileBundles files, Ledger ledger) {
        SecretsInImages secrets = new SecretsInImages(files);
        ServiceFacts first = null;
        for (ServiceFacts service : services) {
            ImageFacts image = service.image().facts().orElse(null);
            BuildContext context = binds.context(service.attribute()).orElse(null);
            if (!service.built()
                    || image == null
                    || context == null
                    || !secrets.searched.add(List.of(context, image.copies()))) {
                continue;
            }
            for (String name : secrets.in(context.folder())) {
                if (image.copies().has(name)
                        && context.includes(context.folder().resolve(name))) {
                    first = first == null ? service : first;
                    secrets.add(name, service, image, context);
                }
            }
        }
        if (first != null) {
            ledger.add(
                    Code.SECRET_IN_IMAGE,
                    first.attribute().get("build").origin(),
                    "whoever can pull an image can read the secrets in " + named(secrets.found)
                            + ", which a Dockerfile copies",
                    secrets.remedy());
        }
    }

    /** Returns the settings with secrets in a folder, which is read once for all images. */
    private List<String> in(Path folder) {
        return all.computeIfAbsent(folder, first -> {
            List<String> secret = new ArrayList<>();
            long bytesLeft = MOST_BYTES;
            for (String name : files(folder)) {
                Optional<byte[]> content =
                        isOfSettings(name) ? files.reader().peek(folder.resolve(name), LONGEST) : Optional.empty();
                bytesLeft -= content.map(bytes -> bytes.length).orElse(0);
                if (bytesLeft < 0 || secret.size() == MOST) {
                    break;
                }
                content.filter(bytes -> files.secrecy().isSecretContent(name, bytes))
                        .ifPresent(bytes -> secret.add(name));
            }
            return secret;
        });
    }

    /** Returns the paths of files below a folder, those at its top first, also those that describe the project. */
    private Set<String> files(Path folder) {
        Set<String> paths =
                new LinkedHashSet<>(new TreeSet<>(files.reader().names(folder).orElse(List.of())));
        BindFiles.Listing below = files.reader().paths(folder);
        paths.addAll(below.files());
        paths.addAll(below.leftOut());
        return paths;
    }

    private static boolean isOfSettings(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean settings = name.equals(".env")
                || name.startsWith(".env.")
                || SETTINGS.matcher(name).matches();
        return settings
                && !OF_EXAMPLES.matcher(name).matches()
                && !OF_PACKAGES.matcher(path).matches()
                && !CodeNames.isOfTranslations(path)
                && !CodeNames.isNotRun(path);
    }

    private static boolean isOfVariables(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith(".env") || name.endsWith(".env");
    }

    private void add(String name, ServiceFacts service, ImageFacts image, BuildContext context) {
        String shown = files.shown(context.folder().resolve(name));
        found.add(shown);
        if (!isOfVariables(name)) {
            needed.add(shown);
            return;
        }
        addPlace(name, service, image, context);
        boolean named = image.copies().haveByName(name)
                || service.image().steps().orElse(BuildSteps.UNKNOWN).sources().stream()
                        .anyMatch(source -> source.path().equals(name));
        if (named) {
            copied.add(shown);
        }
        if (!named || image.copies().haveByFolder(name)) {
            toIgnore.computeIfAbsent(ignoreFile(service, context), first -> new LinkedHashSet<>())
                    .add(name);
        }
    }

    /** Notes where a program reads a file that is to be excluded from its image. */
    private void addPlace(String name, ServiceFacts service, ImageFacts image, BuildContext context) {
        String place = image.copies().placeOfFile(name).orElse("");
        if (KnownFolders.isServed(place)) {
            // Nothing but browsers reads it there.
            return;
        }
        Path file = context.folder().resolve(name);
        boolean shows = service.attribute().get("volumes").items().stream()
                .filter(volume -> volume.get("type").peek().equals("bind"))
                .anyMatch(volume -> ContainerPaths.below(
                                ContainerPaths.absolute(
                                        "/", volume.get("target").peek()),
                                place)
                        .filter(below -> files.place(volume.get("source").peek())
                                .resolve(below)
                                .normalize()
                                .equals(file))
                        .filter(below -> below.isEmpty() || EnvFiles.isRead(below))
                        .isPresent());
        if (shows) {
            mounted.add(files.shown(file) + " at " + place);
        } else if (!place.isEmpty()) {
            toMount.add("./" + files.shown(file) + ":" + place);
        }
    }

    /** Returns the file that decides what a build leaves out: one for the Dockerfile comes before the context's. */
    private String ignoreFile(ServiceFacts service, BuildContext context) {
        Path own = Path.of(BuildContext.dockerfile(service.attribute().get("build"), context.folder(), files.reader())
                + BuildContext.IGNORE_FILE);
        return files.shown(
                files.reader().kind(own) == BindFiles.Kind.FILE
                        ? own
                        : context.folder().resolve(BuildContext.IGNORE_FILE));
    }

    private String remedy() {
        List<String> todo = new ArrayList<>();
        if (!copied.isEmpty()) {
            todo.add("remove " + named(copied) + " from COPY in the Dockerfile");
        }
        toIgnore.entrySet().stream()
                .limit(MOST_NAMED)
                .forEach(each -> todo.add("add " + named(each.getValue()) + " to " + TerminalText.line(each.getKey())));
        if (toIgnore.size() > MOST_NAMED) {
            todo.add("do the same for " + (toIgnore.size() - MOST_NAMED) + " more build contexts");
        }
        if (!mounted.isEmpty()) {
            todo.add("convert again, which mounts " + named(mounted));
        }
        if (!toMount.isEmpty()) {
            todo.add("give them to programs, which do not find them otherwise, by a mount (" + named(toMount)
                    + "), or their variables by 'env_file'");
        }
        if (!needed.isEmpty()) {
            todo.add("take the secrets out of " + named(needed) + ", whose other settings the program may need, and set"
                    + " them by 'environment' or a mount");
        }
        return String.join("; ", todo);
    }

    /** Returns the first of some files for a text of one line. */
    private static String named(Set<String> files) {
        int more = files.size() - MOST_NAMED;
        return files.stream().limit(MOST_NAMED).map(TerminalText::line).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
