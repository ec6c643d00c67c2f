package dev.sild.play.plan;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.load.files.MountedFiles;
import dev.sild.compose.translate.Translation;
import dev.sild.compose.translate.Translator;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.kubernetes.Rendered;
import dev.sild.kubernetes.Renderer;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Application;
import dev.sild.model.Naming;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A compose project, and the plan that it becomes. */
abstract class PlayPlannerCase {
    @TempDir
    Path folder;

    List<Finding> findings = List.of();

    PlannedPod pod(PlayPlan scene, String service) {
        return scene.pods().stream()
                .filter(pod -> pod.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    PlayPlan scene(String yaml) throws Exception {
        Files.writeString(folder.resolve("compose.yaml"), yaml);
        ComposeProject project = ProjectLoader.load(LoadRequest.of(folder));
        Translation translation = Translator.translate(
                project, TranslateOptions.ofPlayed(), new MountedFiles(project.folder(), List.of(), List.of()));
        Application application = translation.application().withNaming(new Naming("shop-", ""));
        Rendered rendered = Renderer.render(application, RenderOptions.ofPlayed());
        findings = Stream.concat(translation.findings().stream(), rendered.findings().stream())
                .filter(finding -> finding.severity() != Finding.Severity.INFO)
                .toList();
        return new PlayPlanner("shop", Set.of())
                .add(application, rendered.objects(), translation.dependencies())
                .scene();
    }
}
