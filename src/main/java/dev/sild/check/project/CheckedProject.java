package dev.sild.check.project;

import dev.sild.compose.translate.ServiceFacts;
import dev.sild.conversion.Conversion;
import dev.sild.conversion.KnownCalls;
import dev.sild.images.Dockerfile;
import dev.sild.model.Application;
import dev.sild.model.Mention;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.secrets.KnownSecrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What rules look at.
 *
 * @param services what each service says of itself, by name; none where only a Dockerfile is checked
 * @param files the Dockerfiles, each with its target once
 * @param application what the services become; empty where only a Dockerfile is checked
 * @param calls the components that each component is known to call, by name, and where it says so
 * @param awaited the components that each component starts after, by name, and where it says so
 * @param findings what a conversion for a namespace with the level {@code restricted} finds
 * @param secrets the secret values of the project
 * @param unset the paths of attributes with a variable that has no value
 * @param given the names of variables that have a value from outside the files of the project
 * @param registries the registries that images may be from; empty for any
 * @param allowances what hints in the compose files allow
 * @param pipelines what CI servers do with the project
 * @param stack the custom resource, where one is checked instead of a compose project
 */
public record CheckedProject(
        Map<String, ServiceFacts> services,
        List<BuiltFile> files,
        Optional<Application> application,
        Map<String, Map<String, Set<Mention>>> calls,
        Map<String, Map<String, Set<Mention>>> awaited,
        List<Finding> findings,
        KnownSecrets secrets,
        Set<String> unset,
        Set<String> given,
        Set<String> registries,
        AllowanceHints allowances,
        List<PipelineFile> pipelines,
        Optional<CheckedStack> stack) {

    public CheckedProject {
        files = List.copyOf(files);
        findings = List.copyOf(findings);
        unset = Set.copyOf(unset);
        given = Set.copyOf(given);
        registries = Set.copyOf(registries);
        pipelines = List.copyOf(pipelines);
    }

    /**
     * Returns what a conversion has read.
     *
     * @param conversion one for a namespace with the level {@code restricted}
     * @param given the names of variables that have a value from outside the files of the project
     * @param registries the registries that images may be from; empty for any
     * @param allowances what hints in the compose files allow
     */
    public static CheckedProject of(
            Conversion conversion, Set<String> given, Set<String> registries, AllowanceHints allowances) {
        Map<List<Object>, BuiltFile> files = new LinkedHashMap<>();
        Map<String, ServiceFacts> services = conversion.translation().services();
        for (ServiceFacts service : services.values()) {
            service.image()
                    .build()
                    .ifPresent(build -> build.dockerfile()
                            .ifPresent(file -> files.putIfAbsent(
                                    List.of(file.displayName(), build.target()),
                                    new BuiltFile(file, build.target(), build.args(), build.facts()))));
        }
        return new CheckedProject(
                services,
                List.copyOf(files.values()),
                Optional.of(conversion.application()),
                KnownCalls.of(conversion.translation()),
                KnownCalls.awaited(conversion.translation()),
                conversion.findings(),
                conversion.translation().secrets(),
                conversion.findings().stream()
                        .filter(finding -> finding.code() == Code.VARIABLE_UNSET)
                        .map(finding -> finding.origin().path())
                        .collect(Collectors.toSet()),
                given,
                registries,
                allowances,
                List.of(),
                Optional.empty());
    }

    /** Returns a Dockerfile without a project. */
    public static CheckedProject of(Dockerfile file, Set<String> registries) throws InputException {
        return new CheckedProject(
                Map.of(),
                List.of(new BuiltFile(
                        file, Optional.empty(), Map.of(), Optional.of(file.facts(Optional.empty(), Map.of())))),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                KnownSecrets.NONE,
                Set.of(),
                Set.of(),
                registries,
                AllowanceHints.NONE,
                List.of(),
                Optional.empty());
    }

    /** Returns a custom resource as a project. */
    public static CheckedProject of(CheckedStack stack, Set<String> registries) {
        return new CheckedProject(
                Map.of(),
                List.of(),
                Optional.of(stack.application()),
                Map.of(),
                Map.of(),
                List.of(),
                KnownSecrets.NONE,
                Set.of(),
                Set.of(),
                registries,
                AllowanceHints.NONE,
                List.of(),
                Optional.of(stack));
    }

    /** Returns the same project with what CI servers do with it. */
    public CheckedProject with(List<PipelineFile> files) {
        return new CheckedProject(
                services,
                this.files,
                application,
                calls,
                awaited,
                findings,
                secrets,
                unset,
                given,
                registries,
                allowances,
                files,
                stack);
    }
}
