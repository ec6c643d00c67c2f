package dev.sild.compose.translate;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.relations.NamesInCode;
import dev.sild.compose.translate.relations.NamesInFiles;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.compose.translate.storage.Binds;
import dev.sild.images.BuildSteps;
import dev.sild.images.ImageFacts;
import dev.sild.model.Files;
import dev.sild.model.Origin;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Names that have changed in what images are built from: a variable of the image is set in the pod; what a command or a
 * file of the image contains is reported, since no conversion changes it.
 */
final class NamesInImages {
    /** How many files with a name are reported. */
    private static final int MOST = 10;

    private static final Pattern SETTINGS =
            Pattern.compile("(?i).*\\.(?:ya?ml|properties|env|ini|conf|cfg|toml)|(?:.*/)?\\.env[^/]*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final ServiceNames names;
    private final NamesInCode code;
    private final NamesInFiles files;
    private final Ledger ledger;
    private final BindFiles reader;
    private final Function<Path, String> shown;
    private final Set<List<Object>> searched = new HashSet<>();
    private final Set<List<String>> reported = new HashSet<>();

    /** Creates an instance that has reported nothing yet. */
    NamesInImages(ServiceNames names, NamesInFiles files, Ledger ledger, FileBundles bundles) {
        this.names = names;
        this.files = files;
        this.ledger = ledger;
        reader = bundles.reader();
        shown = bundles::shown;
        code = new NamesInCode(names);
    }

    /** Sets the variables of built images that hold a changed name as a host, unless the services set them. */
    static void replace(Collection<ServiceFacts> services, ServiceNames names) {
        for (ServiceFacts service : services) {
            if (!service.built()) {
                continue;
            }
            Map<String, String> own = service.environment().values();
            service.image().facts().map(ImageFacts::env).orElse(Map.of()).forEach((name, value) -> {
                Text rewritten = names.changed().rewrite(name, Text.of(value));
                if (!own.containsKey(name) && !rewritten.value().equals(value)) {
                    service.environment().addAbsent(name, rewritten);
                    service.attribute()
                            .get("build")
                            .note(
                                    Code.HOST_REPLACED,
                                    "a host name in '" + name
                                            + "' of the image is replaced by its name in Kubernetes, in a variable of"
                                            + " the pod");
                }
            });
        }
    }

    /**
     * Reports the commands and files of images.
     *
     * @param mounted the files that travel with the application, which are reported already
     * @param copied the files of images of which the same is true
     */
    void report(Collection<ServiceFacts> services, Binds binds, List<Files> mounted, List<Files> copied) {
        if (code.isEmpty()) {
            return;
        }
        Set<String> known = new HashSet<>();
        mounted.forEach(bundle -> bundle.entries().forEach(entry -> known.add(binds.shown(bundle, entry))));
        copied.forEach(image -> image.entries().forEach(entry -> known.add(entry.path())));
        for (ServiceFacts service : services) {
            if (service.built()) {
                reportCommand(service);
                binds.context(service.attribute()).ifPresent(context -> reportFiles(service, context, known));
            }
        }
    }

    private void reportCommand(ServiceFacts service) {
        Attribute attribute = service.attribute();
        service.image().facts().ifPresent(image -> {
            boolean own = attribute.get("entrypoint").present();
            if (!own) {
                reportCommand(image.entrypoint(), image.origin(ImageFacts.Attribute.ENTRYPOINT));
            }
            if (!own && !attribute.get("command").present()) {
                reportCommand(image.command(), image.origin(ImageFacts.Attribute.COMMAND));
            }
        });
    }

    private void reportCommand(List<String> words, Origin where) {
        for (String word : words) {
            code.findInAddress(word)
                    .filter(name -> reported.add(List.of(where.file(), Integer.toString(where.line()), name)))
                    .ifPresent(name -> report(name, where, "the image runs this command", ""));
        }
    }

    /**
     * A file with a name.
     *
     * @param line its first line with it, which counts from 1
     * @param column likewise
     */
    private record Found(String file, int line, int column) {}

    private void reportFiles(ServiceFacts service, BuildContext context, Set<String> known) {
        ServiceImage image = service.image();
        Set<String> variables = service.environment().values().keySet();
        if (!searched.add(List.of(context, image.steps().orElse(BuildSteps.UNKNOWN), variables))) {
            return;
        }
        List<String> process = service.processWords();
        Map<String, List<Found>> all = new LinkedHashMap<>();
        reader.texts(context.folder(), (file, text) -> {
            if (code.mayBeIn(text) && isRun(file, context, image, process) && !known.contains(shown.apply(file))) {
                find(file, text, variables, all);
            }
        });
        all.forEach((name, places) -> {
            int more = places.size() - MOST;
            places.stream().limit(MOST).forEach(place -> {
                boolean last = more > 0 && place == places.get(MOST - 1);
                report(
                        name,
                        new Origin(place.file(), place.line(), place.column(), ""),
                        "the image is built from it",
                        last ? "; " + more + " more " + (more == 1 ? "file does" : "files do") : "");
            });
        });
    }

    /** A script counts where the image starts it: others are for people. */
    private static boolean isRun(Path file, BuildContext context, ServiceImage image, List<String> process) {
        String name = file.getFileName().toString();
        return name.endsWith(".sh")
                ? ImageSources.isTaken(file, context, image)
                        && process.stream().anyMatch(word -> word.endsWith(name) || word.contains(name + " "))
                : ImageSources.isRun(file, context, image);
    }

    private void find(Path file, String text, Set<String> variables, Map<String, List<Found>> all) {
        String path = shown.apply(file);
        NamesInCode.Language language = path.endsWith(".sh")
                ? NamesInCode.Language.SHELL
                : SETTINGS.matcher(path).matches() ? NamesInCode.Language.SETTINGS : NamesInCode.Language.CODE;
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            int at = number;
            // A default that a variable of the pod replaces is not used.
            if (!ImageSources.isComment(line)
                    && WORD.matcher(line).results().noneMatch(word -> variables.contains(word.group()))) {
                code.find(line, language, name -> !reported.contains(List.of(path, name)))
                        .ifPresent(place -> {
                            reported.add(List.of(path, place.name()));
                            all.computeIfAbsent(place.name(), first -> new ArrayList<>())
                                    .add(new Found(path, at, place.at() + 1));
                        });
            }
        }
    }

    private void report(String name, Origin where, String how, String more) {
        ledger.add(
                Code.NAME_IN_FILE,
                where,
                "the file contains '" + name + "', which is '" + names.changed().legal(name) + "' in Kubernetes; " + how
                        + more,
                files.remedy(name, ", and rebuild the image"));
    }
}
