package dev.sild.cli.play;

import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.terminal.Console;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.translate.Translation;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.conversion.Conversion;
import dev.sild.conversion.ConversionOptions;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.ImageBuild;
import dev.sild.model.Names;
import dev.sild.model.Naming;
import dev.sild.patch.Patch;
import dev.sild.play.plan.PlayPlan;
import dev.sild.play.plan.PlayPlanner;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to play with podman.
 *
 * @param scene the scene
 * @param folder the folder that images are built from
 * @param builds how its images are built, in order
 * @param variables the variables that a build may take from its environment
 * @param findings what the user should know
 */
public record PlayInput(
        PlayPlan scene, Path folder, List<ImageBuild> builds, Map<String, String> variables, List<Finding> findings) {
    /** Findings about what {@code up} does itself, or what does not apply when it plays. */
    private static final Set<Code> NO_NEWS = EnumSet.of(
            Code.IMAGE_TO_BUILD, Code.CLAIM_TO_CREATE, Code.SECRET_TO_CREATE, Code.ONE_SHOT, Code.FILES_LARGE);

    /** Reads the compose project that the user means. */
    public static PlayInput ofProject(
            Console console, ProjectOptions options, List<String> allowedPaths, List<Patch> patches)
            throws InputException {
        ComposeProject project =
                ProjectLoader.load(options.request(console, false, true).withAllowedPaths(allowedPaths));
        // To podman a pod, a volume and a secret have one name on the whole machine.
        Naming naming = new Naming(Names.label(project.name()) + "-", "");
        Conversion conversion = Conversion.of(
                project,
                new ConversionOptions(
                        console.folder(),
                        allowedPaths,
                        TranslateOptions.ofPlayed(),
                        RenderOptions.ofPlayed(),
                        Optional.of(naming),
                        patches));
        Translation translation = conversion.translation();
        PlayPlan scene = new PlayPlanner(project.name(), Set.of())
                .add(conversion.application(), conversion.objects(), translation.dependencies())
                .scene();
        List<Finding> findings = conversion.findings().stream()
                .filter(finding -> !NO_NEWS.contains(finding.code()))
                .toList();
        return new PlayInput(scene, project.folder(), translation.builds(), project.environment(), findings);
    }
}
