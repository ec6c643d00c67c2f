package dev.sild.cli.check;

import dev.sild.check.Settings;
import dev.sild.check.project.AllowanceHints;
import dev.sild.check.project.CheckedProject;
import dev.sild.check.project.CheckedStack;
import dev.sild.check.project.PipelineFile;
import dev.sild.cli.options.Options;
import dev.sild.cli.stack.ResourceFiles;
import dev.sild.cli.stack.StackResource;
import dev.sild.cli.terminal.Console;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.conversion.Conversion;
import dev.sild.conversion.ConversionOptions;
import dev.sild.images.Dockerfile;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.Target;
import dev.sild.report.InputException;
import dev.sild.schema.Crds;
import dev.sild.schema.Resource;
import dev.sild.schema.ResourceReader;
import dev.sild.stacks.shared.Inputs;
import dev.sild.yaml.YamlLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that one run of {@code sild check} checks.
 *
 * @param projects the compose project, Dockerfiles and custom resources; the first one has the pipelines
 * @param files the files that were read, as they are shown to the user
 */
public record CheckInputs(List<CheckedProject> projects, List<String> files) {
    public CheckInputs {
        projects = List.copyOf(projects);
        files = List.copyOf(files);
    }

    /**
     * Reads what the command was given.
     *
     * @throws InputException if something of it cannot be read
     */
    public static CheckInputs read(Console console, Options options, CheckedFiles files, Settings settings)
            throws InputException {
        List<CheckedProject> projects = new ArrayList<>();
        List<String> read = new ArrayList<>();
        Set<String> built = new HashSet<>();
        List<Path> folders = new ArrayList<>();
        if (files.hasProject()) {
            ComposeProject loaded = ProjectLoader.load(files.projectOptions()
                    .request(console, false, true)
                    .with(request ->
                            request.allowedPaths(options.list("--allow-path")).incomplete(true)));
            CheckedProject project = of(loaded, console, options, settings, read);
            project.files().forEach(file -> built.add(file.file().displayName()));
            projects.add(project);
            folders.add(loaded.folder());
        }
        for (Path path : files.dockerfiles()) {
            String shown = files.shown(path);
            if (built.add(shown)) {
                read.add(shown);
                projects.add(CheckedProject.of(Dockerfile.parse(files.text(path), shown), settings.registries()));
            }
        }
        if (!files.stacks().isEmpty()) {
            ResourceFiles resources = ResourceFiles.read(
                    console, options, files.stacks(), new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT));
            read.addAll(resources.files());
            for (Resource resource : resources.resources()) {
                projects.add(CheckedProject.of(
                        new CheckedStack(
                                StackResource.of(resource)
                                        .translation()
                                        .apply(Inputs.OFFLINE)
                                        .application(),
                                resource.root()),
                        settings.registries()));
            }
        }
        List<PipelineFile> pipelines = files.pipelines(folders);
        pipelines.forEach(pipeline -> read.add(pipeline.name()));
        projects.set(0, projects.get(0).with(pipelines));
        return new CheckInputs(projects, read);
    }

    private static CheckedProject of(
            ComposeProject project, Console console, Options options, Settings settings, List<String> read)
            throws InputException {
        // What only Kubernetes cannot do is no mistake of the project.
        Conversion conversion = Conversion.of(
                project,
                new ConversionOptions(
                        console.folder(),
                        options.list("--allow-path"),
                        TranslateOptions.builder().restricted(true).build(),
                        new RenderOptions(Target.KUBERNETES, Optional.empty(), false, true),
                        Optional.empty()));
        read.addAll(conversion.files());
        return CheckedProject.of(
                conversion, project.environment().keySet(), settings.registries(), AllowanceHints.of(project));
    }
}
