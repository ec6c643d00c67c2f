package dev.sild.compose.translate;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.load.files.MountedFiles;
import dev.sild.compose.translate.source.StorageOptions;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Endpoint;
import dev.sild.model.Volume;
import dev.sild.model.Wait;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A project as it was translated, asked by the names of its pods. */
public record TranslatedProject(Translation translation) {

    /** Translates a project whose pods wait by init containers until others answer. */
    public static TranslatedProject of(Path folder, String yaml) throws Exception {
        return of(folder, yaml, StorageOptions.DEFAULT);
    }

    /** Translates a project with options about storage. */
    public static TranslatedProject of(Path folder, String yaml, StorageOptions storage) throws Exception {
        return of(
                folder,
                yaml,
                TranslateOptions.builder()
                        .waits(new TranslateOptions.Waits(
                                TranslateOptions.Waits.Until.STARTED, "example/nc", "example/kubectl"))
                        .storage(storage)
                        .build());
    }

    /** Translates a project with options of any kind. */
    public static TranslatedProject of(Path folder, String yaml, TranslateOptions options) throws Exception {
        Files.writeString(folder.resolve("compose.yaml"), yaml);
        ComposeProject project = ProjectLoader.load(LoadRequest.of(folder));
        return new TranslatedProject(
                Translator.translate(project, options, new MountedFiles(project.folder(), List.of(), List.of())));
    }

    /** Returns the names of the pods, sorted. */
    public List<String> pods() {
        return translation.application().components().stream()
                .map(Component::name)
                .sorted()
                .toList();
    }

    public Component pod(String name) {
        return translation.application().components().stream()
                .filter(pod -> pod.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the claims that Sild makes, in order. */
    public List<Volume.Claim> claims() {
        return translation.application().volumes().stream()
                .filter(Volume.Claim.class::isInstance)
                .map(Volume.Claim.class::cast)
                .toList();
    }

    /** Returns the codes of all findings, in order. */
    public List<Code> codes() {
        return translation.findings().stream().map(Finding::code).toList();
    }

    /** Returns the names of the containers that run first in a pod, in order. */
    public List<String> inits(String pod) {
        return pod(pod).inits().stream().map(Container::name).toList();
    }

    /**
     * Returns whom a pod waits for: {@code host:port} for an answer, a name and {@code ?} for an address, or alone for
     * an end.
     */
    public List<String> waits(String pod) {
        return pod(pod).waits().stream()
                .map(wait -> wait instanceof Wait.Answer answer
                        ? answer.host() + ":" + answer.port()
                        : wait instanceof Wait.Address address
                                ? address.host() + "?"
                                : ((Wait.Completion) wait).component())
                .toList();
    }

    public Endpoint endpoint(String name) {
        return translation.application().endpoints().stream()
                .filter(endpoint -> endpoint.dnsName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns why nobody waits for some, in order. */
    public List<String> reasonsNotToWait() {
        return reasons(Code.NOT_WAITED_FOR);
    }

    /** Returns the reasons of all findings with a code, in order. */
    public List<String> reasons(Code code) {
        return translation.findings().stream()
                .filter(finding -> finding.code() == code)
                .map(finding -> finding.reason())
                .toList();
    }
}
