package dev.sild.adopt.proxy;

import dev.sild.adopt.draft.MountedTexts;
import dev.sild.compose.translate.ProjectFacts;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.text.NginxDirective;
import dev.sild.images.text.NginxReader;
import dev.sild.model.Lookup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration that an nginx container is given: the main file, and what that includes, or what the image's own
 * main file would.
 *
 * @param directives all of it, includes of the project's own files replaced by what is in them
 * @param mounts what it was read from, in order
 * @param unreadable the mounts that hold configuration which cannot be understood
 */
record NginxFiles(List<NginxDirective> directives, List<Attribute> mounts, List<Attribute> unreadable) {
    private static final String FOLDER = "/etc/nginx/";
    private static final String MAIN = FOLDER + "nginx.conf";
    private static final String SNIPPETS = FOLDER + "conf.d/";
    private static final String TEMPLATES = FOLDER + "templates/";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)}?");
    private static final int DEEPEST = 16;

    static NginxFiles of(ProjectFacts project, ServiceFacts service) {
        Reading reading = new Reading(placed(project, service));
        List<NginxDirective> all = new ArrayList<>();
        if (reading.texts.containsKey(MAIN)) {
            all.addAll(reading.file(MAIN, 0));
        } else {
            List<NginxDirective> http = new ArrayList<>();
            reading.texts.keySet().stream()
                    .filter(path -> path.startsWith(SNIPPETS) && path.endsWith(".conf"))
                    .forEach(path -> http.addAll(reading.file(path, 0)));
            if (!http.isEmpty()) {
                all.add(NginxDirective.of("events").containing(List.of()));
                http.add(0, NginxDirective.of("default_type", "application/octet-stream"));
                http.add(0, NginxDirective.of("include", "/etc/nginx/mime.types"));
                all.add(NginxDirective.of("http").containing(http));
            }
        }
        return new NginxFiles(all, List.copyOf(reading.mounts.values()), List.copyOf(reading.unreadable.values()));
    }

    /** Returns the texts by their places; the image's entrypoint fills variables into templates. */
    private static Map<String, MountedTexts.Mounted> placed(ProjectFacts project, ServiceFacts service) {
        Map<String, MountedTexts.Mounted> texts =
                new TreeMap<>(MountedTexts.of(project, service).all());
        Map<String, String> values = service.environment().values();
        for (Map.Entry<String, MountedTexts.Mounted> text : List.copyOf(texts.entrySet())) {
            String path = text.getKey();
            if (path.startsWith(TEMPLATES) && path.endsWith(".template")) {
                String filled = VARIABLE.matcher(text.getValue().text())
                        .replaceAll(
                                found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
                texts.put(
                        SNIPPETS + path.substring(TEMPLATES.length(), path.length() - ".template".length()),
                        new MountedTexts.Mounted(
                                filled, text.getValue().file(), text.getValue().mount()));
            }
        }
        return texts;
    }

    /** One reading of the files. */
    private static final class Reading {
        private final Map<String, MountedTexts.Mounted> texts;
        private final Map<String, Attribute> mounts = new TreeMap<>();
        private final Map<String, Attribute> unreadable = new TreeMap<>();

        Reading(Map<String, MountedTexts.Mounted> texts) {
            this.texts = texts;
        }

        List<NginxDirective> file(String path, int depth) {
            MountedTexts.Mounted text = Lookup.required(texts, path);
            mounts.put(text.mount().path(), text.mount());
            Optional<List<NginxDirective>> read =
                    depth > DEEPEST ? Optional.empty() : NginxReader.read(text.text(), text.file());
            if (read.isEmpty()) {
                unreadable.put(text.mount().path(), text.mount());
            }
            return included(read.orElse(List.of()), depth);
        }

        private List<NginxDirective> included(List<NginxDirective> directives, int depth) {
            List<NginxDirective> all = new ArrayList<>();
            for (NginxDirective directive : directives) {
                if (directive.name().equals("include") && directive.words().size() == 2) {
                    all.addAll(include(directive, depth));
                } else {
                    all.add(
                            directive.block().isPresent()
                                    ? directive.containing(included(directive.inside(), depth))
                                    : directive);
                }
            }
            return all;
        }

        /**
         * What is included of the image, as mime.types, stays an include; a pattern that meets nothing includes
         * nothing.
         */
        private List<NginxDirective> include(NginxDirective directive, int depth) {
            String named = directive.first().startsWith("/") ? directive.first() : FOLDER + directive.first();
            Set<String> files = new LinkedHashSet<>();
            texts.keySet().stream().filter(path -> matches(named, path)).forEach(files::add);
            if (files.isEmpty()) {
                return named.indexOf('*') >= 0 ? List.of() : List.of(directive.with(List.of("include", named)));
            }
            List<NginxDirective> all = new ArrayList<>();
            files.forEach(file -> all.addAll(file(file, depth + 1)));
            return all;
        }

        private static boolean matches(String pattern, String path) {
            return Pattern.matches(
                    Pattern.quote(pattern).replace("*", "\\E[^/]*\\Q").replace("?", "\\E[^/]\\Q"), path);
        }
    }
}
