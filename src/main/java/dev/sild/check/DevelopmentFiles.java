package dev.sild.check;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violation;
import dev.sild.check.project.CheckedProject;
import dev.sild.check.project.ServicePaths;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.image.BuildReading;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.model.Origin;
import dev.sild.report.Finding.Severity;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is meant for a developer's machine or for tests: a file by its name or a comment in its first lines, a service
 * by its variables, its program or the stage that it builds, and the file of services that are all built so. What only
 * matters where a program serves others is a hint there.
 */
final class DevelopmentFiles {
    private static final Pattern NAME = Pattern.compile(
            "(?:^|.*[./_-])(?:dev|devcontainer|develop|development|local|tests?|e2e|ci)(?:[./_-].*|$)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile(
            "\\s*#.*(?:\\b(?:dev|development|local|locally|desarrollo|entwicklung)\\b|本地|开发|開發|로컬|개발|разработк).*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MODE = Pattern.compile("(?:[A-Z]+_)*ENV(?:IRONMENT)?|SPRING_PROFILES_ACTIVE");
    private static final Pattern MODE_OF_DEVELOPMENT = Pattern.compile("(?i)(?:dev|local).*");
    private static final int FIRST_LINES = 5;

    private static final Set<Rule> OF_OPERATION = EnumSet.of(
            Rule.HEALTH_CHECK_MISSING,
            Rule.RESTART_MISSING,
            Rule.MEMORY_UNLIMITED,
            Rule.RUNS_AS_ROOT,
            Rule.BUILD_TOOLS_LEFT,
            Rule.DOWNLOADS_LEFT,
            Rule.ADMIN_PAGES_PUBLISHED);

    private final SourceLines sources;
    private final Map<String, Boolean> known = new HashMap<>();
    /** The paths of services, and the files, that are meant for development by what services say. */
    private final Set<String> places = new HashSet<>();

    DevelopmentFiles(CheckedProject project, SourceLines sources) {
        this.sources = sources;
        List<ServiceFacts> built =
                project.services().values().stream().filter(ServiceFacts::built).toList();
        List<ServiceFacts> ofDevelopment =
                built.stream().filter(DevelopmentFiles::isOne).toList();
        for (ServiceFacts service : ofDevelopment) {
            places.add(service.attribute().path());
            service.image().build().flatMap(BuildReading::dockerfile).ifPresent(file -> places.add(file.displayName()));
        }
        if (!built.isEmpty() && ofDevelopment.size() == built.size()) {
            project.services()
                    .values()
                    .forEach(service -> places.add(service.attribute().origin().file()));
        }
    }

    private static boolean isOne(ServiceFacts service) {
        Attribute attribute = service.attribute();
        Map<String, String> variables =
                new HashMap<>(service.image().facts().map(ImageFacts::env).orElse(Map.of()));
        attribute.get("environment").entries().forEach((name, value) -> variables.put(name, value.peek()));
        return variables.entrySet().stream()
                        .anyMatch(variable -> MODE.matcher(variable.getKey()).matches()
                                && MODE_OF_DEVELOPMENT
                                        .matcher(variable.getValue())
                                        .matches())
                || NAME.matcher(attribute.get("build").get("target").peek()).matches()
                || service.supervisor().isPresent();
    }

    /** Returns a violation as it counts in its place. */
    Violation weighed(Violation violation) {
        return OF_OPERATION.contains(violation.rule()) && isOne(violation.origin())
                ? violation.with(Severity.INFO)
                : violation;
    }

    private boolean isOne(Origin origin) {
        return places.contains(origin.file())
                || places.contains(ServicePaths.of(origin.path()))
                || known.computeIfAbsent(origin.file(), this::isOne);
    }

    private boolean isOne(String file) {
        List<String> lines = sources.of(file);
        // Where the project lies on this machine says nothing of it.
        String name = file.startsWith("/") ? file.substring(file.lastIndexOf('/') + 1) : file;
        return NAME.matcher(name).matches()
                || lines.stream()
                        .limit(FIRST_LINES)
                        .anyMatch(line -> COMMENT.matcher(line).matches());
    }
}
