package dev.sild.compose.translate;

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
import dev.sild.images.text.AllowedNames;
import dev.sild.images.text.EngineCommands;
import dev.sild.model.Files;
import dev.sild.model.Origin;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    private final ContextSearch<List<Line>> contexts;
    private final Function<Path, String> shown;
    private final Set<List<Object>> searched = new HashSet<>();
    private final Set<String> variables = new HashSet<>();
    private final Set<List<String>> reported = new HashSet<>();

    /** Creates an instance that has reported nothing yet. */
    NamesInImages(ServiceNames names, NamesInFiles files, Ledger ledger, FileBundles bundles) {
        this.names = names;
        this.files = files;
        this.ledger = ledger;
        contexts = new ContextSearch<>(bundles.reader(), this::find);
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
        services.forEach(
                service -> variables.addAll(service.environment().values().keySet()));
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
                    .ifPresent(name -> report(name, where, word, "the image runs this command", ""));
        }
    }

    /**
     * A file with a name.
     *
     * @param line its first line with it, which counts from 1
     * @param column likewise
     * @param text the line
     */
    private record Found(String file, int line, int column, String text) {}

    /**
     * A line with names.
     *
     * @param number counts from 1
     * @param text the line
     * @param set its words that are variables of any service
     * @param programs those of a machine with an engine that its script calls
     */
    private record Line(
            int number, String text, List<NamesInCode.Place> places, Set<String> set, Set<String> programs) {}

    private void reportFiles(ServiceFacts service, BuildContext context, Set<String> known) {
        ServiceImage image = service.image();
        Set<String> own = service.environment().values().keySet();
        if (!searched.add(List.of(context, image.steps().orElse(BuildSteps.UNKNOWN), own))) {
            return;
        }
        Map<String, List<Found>> all = new LinkedHashMap<>();
        contexts.of(context.folder()).forEach((file, lines) -> {
            String path = shown.apply(file);
            if (isRun(file, context, image) && !known.contains(path)) {
                lines.stream()
                        // A default that a variable of the pod replaces is not used.
                        .filter(line -> Collections.disjoint(line.set(), own))
                        .filter(line -> mayCall(line.programs(), file, service))
                        .forEach(line -> add(path, line, all));
            }
        });
        all.forEach((name, places) -> {
            int more = places.size() - MOST;
            places.stream().limit(MOST).forEach(place -> {
                boolean last = more > 0 && place == places.get(MOST - 1);
                report(
                        name,
                        new Origin(place.file(), place.line(), place.column(), ""),
                        place.text(),
                        "the image is built from it",
                        last ? "; " + more + " more " + (more == 1 ? "file does" : "files do") : "");
            });
        });
    }

    /**
     * A script counts although nothing starts it: names of containers resolve only in containers, where people run it.
     */
    private static boolean isRun(Path file, BuildContext context, ServiceImage image) {
        return file.getFileName().toString().endsWith(".sh")
                ? ImageSources.isTaken(file, context, image)
                : ImageSources.isRun(file, context, image);
    }

    /** Whether a container may run a script that calls such programs: it has one, or its process is the script. */
    private static boolean mayCall(Set<String> programs, Path script, ServiceFacts service) {
        String name = script.getFileName().toString();
        return programs.isEmpty()
                || programs.stream().anyMatch(program -> ImageSources.mayRun(inImage(program), service.image()))
                || service.processWords().stream().anyMatch(word -> word.contains(name));
    }

    private static Pattern inImage(String program) {
        String packages = program.equals("ssh") || program.equals("scp") ? "openssh|" : "";
        return Pattern.compile("\\b(?:" + packages + program + ")(?![\\w-]*(?:php|entrypoint))");
    }

    private void add(String path, Line line, Map<String, List<Found>> all) {
        line.places().stream()
                .filter(place -> reported.add(List.of(path, place.name())))
                .forEach(place -> all.computeIfAbsent(place.name(), first -> new ArrayList<>())
                        .add(new Found(path, line.number(), place.at() + 1, line.text())));
    }

    /** Returns the lines of a file with names; the first of those that differ in neither names nor variables. */
    private Optional<List<Line>> find(Path file, String content) {
        // An address in an expression, as in Spring's list of proxies.
        String text =
                names.changed().hasAddresses() ? content.replace("\\\\.", ".").replace("\\.", ".") : content;
        if (!code.mayBeIn(text)) {
            return Optional.empty();
        }
        String path = file.toString();
        NamesInCode.Language language = path.endsWith(".sh")
                ? NamesInCode.Language.SHELL
                : SETTINGS.matcher(path).matches() ? NamesInCode.Language.SETTINGS : NamesInCode.Language.CODE;
        Set<String> programs = language == NamesInCode.Language.SHELL ? EngineCommands.programs(text) : Set.of();
        List<Line> lines = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        int number = 0;
        for (String line : (Iterable<String>) AllowedNames.without(text).lines()::iterator) {
            number++;
            List<NamesInCode.Place> places = ImageSources.isComment(line, path) ? List.of() : code.find(line, language);
            if (!places.isEmpty()) {
                Set<String> set = WORD.matcher(line)
                        .results()
                        .map(MatchResult::group)
                        .filter(variables::contains)
                        .collect(Collectors.toSet());
                List<String> found =
                        places.stream().map(NamesInCode.Place::name).toList();
                if (seen.add(List.of(found, set))) {
                    lines.add(new Line(number, line, places, set, programs));
                }
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
    }

    private void report(String name, Origin where, String line, String how, String more) {
        ledger.add(
                Code.NAME_IN_FILE,
                where,
                "the file contains '" + name + "', which is '" + names.changed().legal(name) + "' in Kubernetes; " + how
                        + more,
                files.remedy(name, line, ", and rebuild the image"));
    }
}
