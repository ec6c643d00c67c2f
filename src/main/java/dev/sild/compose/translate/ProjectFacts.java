package dev.sild.compose.translate;

import dev.sild.compose.BindFiles;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.BuiltImages;
import dev.sild.compose.translate.image.SiblingBuilds;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.ProjectSecrets;
import dev.sild.compose.translate.source.TranslateOptions;
import java.util.Map;

/**
 * What is needed to read the services of a project, by the same rules for every consumer.
 *
 * @param root the whole project, whose ledger knows what was read
 * @param services the services that are read, in the order of the files
 * @param secrets what a secret is
 * @param files the files that services mount
 * @param images the names of the images that the project builds
 * @param siblings what other compose files of its folder build
 */
public record ProjectFacts(
        ComposeProject project,
        TranslateOptions options,
        Attribute root,
        Map<String, Attribute> services,
        ProjectSecrets secrets,
        FileBundles files,
        BuiltImages images,
        SiblingBuilds siblings) {

    /**
     * Reads what concerns the project as a whole.
     *
     * @param reader what may be read of the files the project mounts
     */
    public static ProjectFacts of(
            ComposeProject project,
            TranslateOptions options,
            Attribute root,
            Map<String, Attribute> services,
            BindFiles reader) {
        ProjectSecrets secrets = ProjectSecrets.of(project, root, services, reader);
        FileBundles files = new FileBundles(
                project.environment(),
                project.folder(),
                options.current().orElse(project.folder()),
                reader,
                secrets.ofProject());
        return new ProjectFacts(
                project,
                options,
                root,
                services,
                secrets,
                files,
                BuiltImages.of(services, project.name(), options),
                new SiblingBuilds(files, project.name()));
    }
}
