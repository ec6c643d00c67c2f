package dev.sild.conversion;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.FindingPlaces;
import dev.sild.compose.load.files.MountedFiles;
import dev.sild.compose.load.files.WorkTree;
import dev.sild.compose.translate.Translation;
import dev.sild.compose.translate.Translator;
import dev.sild.compose.translate.files.CreateCommand;
import dev.sild.kubernetes.Rendered;
import dev.sild.kubernetes.Renderer;
import dev.sild.kubernetes.objects.ClearSecrets;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Application;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.report.Redaction;
import dev.sild.report.ServiceSummary;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A project that was translated and rendered.
 *
 * @param translation what its attributes became
 * @param application the same, with the names that its objects have
 * @param rendered the objects, and what could not be written
 * @param files the files that were read, as the user knows them
 * @param namespace the namespace that commands for the user have to name
 * @param target what runs the objects
 */
public record Conversion(
        Translation translation,
        Application application,
        Rendered rendered,
        List<String> files,
        Optional<String> namespace,
        Target target) {
    private static final String KUBECTL = "kubectl ";

    public Conversion {
        files = List.copyOf(files);
    }

    /**
     * Translates and renders a project.
     *
     * @throws InputException if the project cannot be used at all; what can be reported beside a result is in
     *     {@link #findings()}
     */
    public static Conversion of(ComposeProject project, ConversionOptions options) throws InputException {
        MountedFiles mounted = mounted(project, options.folder(), options.allowedPaths());
        Translation translation =
                Translator.translate(project, options.translate().withCurrent(Optional.of(options.folder())), mounted);
        Application application =
                options.naming().map(translation.application()::withNaming).orElse(translation.application());
        Rendered raw = Renderer.render(application, options.render());
        List<Finding> found = new ArrayList<>(FindingPlaces.of(raw.findings(), project.root()));
        if (!options.translate().podman()) {
            FolderNames.finding(project, application).ifPresent(found::add);
        }
        Rendered rendered = new Rendered(
                ProjectPatches.applied(
                        raw.objects(),
                        project,
                        options.patches(),
                        options.render().target(),
                        options.naming(),
                        found),
                found);
        List<String> files = Stream.concat(project.files().stream(), mounted.read().stream())
                .distinct()
                .toList();
        return new Conversion(
                translation,
                application,
                rendered,
                files,
                options.render().namespace(),
                options.render().target());
    }

    /** Returns the files that containers of a project mount; they are read when they are needed. */
    public static MountedFiles mounted(ComposeProject project, Path folder, List<String> allowedPaths) {
        return new MountedFiles(
                project.folder(),
                folder,
                WorkTree.around(project.folder(), folder, project.environment()),
                allowedPaths.stream().map(folder::resolve).toList(),
                inputs(project, folder));
    }

    /** Returns the compose files of a project, without standard input. */
    public static List<Path> inputs(ComposeProject project, Path folder) {
        return project.files().stream()
                .filter(file -> !file.equals("-"))
                .map(folder::resolve)
                .toList();
    }

    public List<HasMetadata> objects() {
        return rendered.objects();
    }

    /** Returns what keeps the secrets of the project out of texts. */
    public Redaction redaction() {
        return Redaction.of(translation.secrets());
    }

    /** Returns what was found while translating and rendering, without values of secrets. */
    public List<Finding> findings() {
        return Stream.of(
                        translation.findings().stream(),
                        redaction().apply(rendered.findings()).stream(),
                        RequiredSecrets.of(rendered.objects()).stream())
                .flatMap(found -> found)
                .map(this::placed)
                .toList();
    }

    /** Returns the finding with commands that work in the namespace of the objects. */
    private Finding placed(Finding finding) {
        if (namespace.isEmpty()) {
            return finding;
        }
        String placed = KUBECTL + "-n " + namespace.get() + " ";
        String command = finding.command();
        return new Finding(
                finding.code(),
                finding.origin(),
                finding.reason(),
                finding.remedy().replace("'" + KUBECTL, "'" + placed),
                command.startsWith(KUBECTL) && !command.contains(" -n ")
                        ? placed + command.substring(KUBECTL.length())
                        : command.endsWith(CreateCommand.FROM_INPUT) ? placedInput(command, placed) : command);
    }

    private static String placedInput(String command, String placed) {
        return command.substring(0, command.length() - CreateCommand.FROM_INPUT.length())
                + CreateCommand.FROM_INPUT.replace(KUBECTL, placed);
    }

    /** Returns what each service can count on in the cluster. */
    public List<ServiceSummary> services() {
        return Consequences.of(application, translation.imageUsers(), target);
    }

    /** Returns a finding for each secret that is in clear text in an object other than a Secret. */
    public List<Finding> clearSecrets() {
        return ClearSecrets.find(rendered.objects(), translation.secrets(), translation.secretPlaces());
    }

    /** Whether the objects cannot be used. */
    public boolean failed() {
        return findings().stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }
}
