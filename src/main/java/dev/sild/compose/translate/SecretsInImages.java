package dev.sild.compose.translate;

import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.compose.translate.storage.Binds;
import dev.sild.images.ImageFacts;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings with secrets that a build copies into an image, since no {@code .dockerignore} excludes them: the image is
 * pushed to a registry, and everyone who can pull it can read them.
 */
final class SecretsInImages {
    /** Settings at the top of a context, without those of tools and compose. */
    private static final Pattern SETTINGS = Pattern.compile(
            "(?i)(?!.*compose|package|tsconfig|\\.|.*lock)(?:[\\w-]{0,60}(?:config|settings|secret|credential)"
                    + "[\\w.-]{0,60}|application[\\w-]{0,60}|env)\\.(?:ya?ml|json|ini|toml|properties|conf|env)");

    private static final Pattern OF_EXAMPLES = Pattern.compile("(?i).*(?:example|sample|template|dist|test).*");

    private static final int MOST_NAMED = 3;
    private static final int LONGEST = 64 << 10;

    private SecretsInImages() {}

    /** Reports the files of all images in one finding. */
    static void report(Collection<ServiceFacts> services, Binds binds, FileBundles files, Ledger ledger) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> patterns = new LinkedHashSet<>();
        ServiceFacts first = null;
        for (ServiceFacts service : services) {
            ImageFacts image = service.image().facts().orElse(null);
            BuildContext context = binds.context(service.attribute()).orElse(null);
            if (!service.built() || image == null || context == null) {
                continue;
            }
            for (String name : files.reader().names(context.folder()).orElse(List.of())) {
                if (image.copies().has(name) && isSecret(name, context, files)) {
                    first = first == null ? service : first;
                    found.add(files.shown(context.folder().resolve(name)));
                    patterns.add(name);
                }
            }
        }
        if (first != null) {
            int more = found.size() - MOST_NAMED;
            ledger.add(
                    Code.SECRET_IN_IMAGE,
                    first.attribute().get("build").origin(),
                    "whoever can pull an image can read the secrets in " + named(found)
                            + (more > 0 ? " and " + more + " more" : "") + ", which its Dockerfile copies",
                    "add " + named(patterns)
                            + " to .dockerignore; give them to programs by a mount, or their variables by 'env_file'");
        }
    }

    private static boolean isSecret(String name, BuildContext context, FileBundles files) {
        Path file = context.folder().resolve(name);
        boolean settings = name.equals(".env")
                || name.startsWith(".env.")
                || SETTINGS.matcher(name).matches();
        return settings
                && !OF_EXAMPLES.matcher(name).matches()
                && context.includes(file)
                && files.reader()
                        .peek(file, LONGEST)
                        .filter(content -> files.secrecy().isSecretContent(name, content))
                        .isPresent();
    }

    private static String named(Set<String> files) {
        return files.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    }
}
