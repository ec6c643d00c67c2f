package dev.sild.compose.load;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.ModelLoader.Context;
import dev.sild.compose.load.checks.Consistency;
import dev.sild.compose.load.checks.ResourceChecks;
import dev.sild.compose.load.files.ProjectFiles;
import dev.sild.compose.load.forms.PortForms;
import dev.sild.compose.load.passes.Normalizer;
import dev.sild.compose.load.passes.Unused;
import dev.sild.compose.load.tree.Budget;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.compose.load.tree.Source;
import dev.sild.compose.load.variables.EnvFileVariables;
import dev.sild.compose.load.variables.Mentions;
import dev.sild.compose.load.variables.ServiceEnvironment;
import dev.sild.compose.load.variables.UnsetHints;
import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.report.Redaction;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Place;
import dev.sild.yaml.YamlDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a compose project exactly as docker compose does; the one way into this package. */
public final class ProjectLoader {
    private ProjectLoader() {}

    /** Returns the names of compose files that are found without being named, the first one that exists counts. */
    public static List<String> fileNames() {
        return ProjectLocation.NAMES;
    }

    /**
     * Returns the project that {@code request} names, in its canonical form.
     *
     * @throws InputException with everything that is wrong in the first wrong file, each with its place
     */
    public static ComposeProject load(LoadRequest request) throws InputException {
        Problems problems = new Problems(request.limits(), request.incomplete());
        ProjectFiles files = new ProjectFiles(request.workingDirectory(), request.stdin(), problems);
        Redaction redaction = Redaction.of(request.shellEnvironment());
        try {
            ProjectLocation surroundings = ProjectLocation.of(request, files, problems);
            redaction = Redaction.of(surroundings.environment());
            ComposeProject project = load(request, surroundings, files, problems);
            return new ComposeProject(
                    project.name(),
                    project.namedAfterFolder(),
                    project.writtenName(),
                    project.folder(),
                    project.root(),
                    project.attributes(),
                    project.environment(),
                    project.variables(),
                    project.disabledProfiles(),
                    project.files(),
                    redaction.apply(project.findings()));
        } catch (InputException unusable) {
            throw new InputException(Redaction.ofTexts(files.texts()).apply(redaction.apply(unusable.findings())));
        }
    }

    /**
     * Returns the name of the project that {@code request} specifies, regardless of other errors in the project.
     *
     * @throws InputException where its files cannot be read, or it has no name
     */
    public static String name(LoadRequest request) throws InputException {
        Problems problems = new Problems(request.limits());
        ProjectFiles files = new ProjectFiles(request.workingDirectory(), request.stdin(), problems);
        try {
            return name(request, files, problems);
        } catch (InputException unusable) {
            throw new InputException(Redaction.ofTexts(files.texts()).apply(unusable.findings()));
        }
    }

    private static String name(LoadRequest request, ProjectFiles files, Problems problems) throws InputException {
        ProjectLocation surroundings = ProjectLocation.of(request, files, problems);
        ModelLoader loader = new ModelLoader(files, problems, request.interpolate(), request.limits());
        List<YamlDocument> documents = loader.documents(surroundings.sources());
        return ProjectName.of(request, documents, surroundings.folder(), surroundings.environment())
                .value();
    }

    private static ComposeProject load(
            LoadRequest request, ProjectLocation surroundings, ProjectFiles files, Problems problems)
            throws InputException {
        try {
            return project(request, surroundings, files, problems);
        } catch (InputException unusable) {
            throw new InputException(UnsetHints.toDemanded(
                    unusable.findings(),
                    surroundings.folder(),
                    surroundings.envFiles(),
                    surroundings.environment().keySet(),
                    files));
        }
    }

    private static ComposeProject project(
            LoadRequest request, ProjectLocation surroundings, ProjectFiles files, Problems problems)
            throws InputException {
        ModelLoader loader = new ModelLoader(files, problems, request.interpolate(), request.limits());
        List<YamlDocument> documents = loader.documents(surroundings.sources());
        Source main = surroundings.sources().get(0);
        if (documents.isEmpty()) {
            throw empty(main);
        }
        Map<String, String> environment = surroundings.environment();
        ProjectName named = ProjectName.of(request, documents, surroundings.folder(), environment);
        String name = named.value();
        environment.putIfAbsent("COMPOSE_PROJECT_NAME", name);
        MapNode model = loader.load(
                surroundings.sources(), new Context(surroundings.folder(), environment, List.of()), Position.NONE, "");
        if (model.entries().isEmpty()) {
            throw empty(main);
        }
        Map<String, List<String>> disabled =
                Profiles.disabled(Nodes.map(model, "services"), Profiles.active(request, environment));
        String written = model.get("name") instanceof ScalarNode stated ? stated.value() : "";
        model = finished(model, name, request, environment, problems, files);
        problems.settle(Mentions.of(model)::contains);
        UnsetHints.add(model, surroundings.folder(), surroundings.envFiles(), files, problems);
        return new ComposeProject(
                name,
                named.ofFolder(),
                written,
                surroundings.folder(),
                model,
                loader.inventory().of(model),
                environment,
                problems.variables(),
                disabled,
                files.read(),
                problems.all());
    }

    private static InputException empty(Source file) {
        return Problems.fatal(
                Code.INPUT_INVALID,
                new Position(file.display(), 1, 1),
                "",
                "the compose file is empty",
                "start it with `services:`");
    }

    private static MapNode finished(
            MapNode model,
            String name,
            LoadRequest request,
            Map<String, String> environment,
            Problems problems,
            ProjectFiles files)
            throws InputException {
        new ResourceChecks(problems).check(model);
        Profiles.check(Nodes.map(model, "services"), problems);
        MapNode whole = new Normalizer(name, environment).apply(model);
        MapNode all = Nodes.map(whole, "services");
        MapNode enabled = Profiles.enabled(all, Profiles.active(request, environment));
        MapNode result =
                new Consistency(name, problems, request.strict()).check(Nodes.with(whole, "services", enabled), all);
        problems.throwIfAny();
        EnvFileVariables ofFiles = EnvFileVariables.of(result, environment, request.overrides(), files, problems);
        Map<String, Entry> services = new LinkedHashMap<>(enabled.entries().size() * 2);
        for (Map.Entry<String, Entry> entry :
                Nodes.map(result, "services").entries().entrySet()) {
            MapNode service = (MapNode) entry.getValue().value();
            service = ofFiles.into(service, entry.getKey());
            service = ServiceEnvironment.withLabelFiles(service, entry.getKey(), files, problems);
            checkPorts(service, Place.ROOT.key("services").key(entry.getKey()), problems);
            services.put(entry.getKey(), new Entry(entry.getValue().keyPosition(), service));
        }
        Node named = Nodes.string(
                name,
                model.get("name") == null ? Position.NONE : model.get("name").position());
        result = Nodes.with(result, "services", new MapNode(services, enabled.position()));
        problems.throwIfAny();
        return Unused.dropped(Nodes.with(result, "name", named));
    }

    /** Counts the ports that services have after merging: a range of thousands is one word until it is used. */
    private static void checkPorts(MapNode service, Place place, Problems problems) throws InputException {
        int count = Nodes.items(service, "ports").size();
        for (Node exposed : Nodes.items(service, "expose")) {
            count += PortForms.sizeOfRange(Nodes.text(exposed));
        }
        if (count > 0 && !problems.budget().takesMergedPorts(count)) {
            String key = service.get("ports") == null ? "expose" : "ports";
            throw Problems.fatal(
                    Code.INPUT_UNREADABLE,
                    service.required(key).position(),
                    place.key(key).toString(),
                    Budget.tooManyPorts(problems.budget().limits()),
                    Budget.FEWER_PORTS);
        }
    }
}
