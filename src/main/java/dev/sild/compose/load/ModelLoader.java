package dev.sild.compose.load;

import dev.sild.compose.InputLimits;
import dev.sild.compose.load.checks.Completeness;
import dev.sild.compose.load.checks.OtherFiles;
import dev.sild.compose.load.checks.PathCheck;
import dev.sild.compose.load.checks.Validator;
import dev.sild.compose.load.files.ProjectFiles;
import dev.sild.compose.load.passes.Canonical;
import dev.sild.compose.load.passes.Defaults;
import dev.sild.compose.load.passes.HostPaths;
import dev.sild.compose.load.passes.Merger;
import dev.sild.compose.load.passes.WrittenSources;
import dev.sild.compose.load.spec.Spec;
import dev.sild.compose.load.spec.Type;
import dev.sild.compose.load.tree.ComposeDialect;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.compose.load.tree.Source;
import dev.sild.compose.load.variables.Interpolator;
import dev.sild.compose.load.variables.ServiceEnvironment;
import dev.sild.inputs.Reading;
import dev.sild.model.Lookup;
import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Place;
import dev.sild.yaml.YamlDocument;
import dev.sild.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads files that override each other into one tree in its long form: each is filled in, checked, extended, given what
 * it includes, and merged onto those before it.
 */
final class ModelLoader {
    private final ProjectFiles files;
    private final Problems problems;
    private final boolean interpolate;
    private final InputLimits limits;
    private final Map<Path, List<YamlDocument>> parsed = new HashMap<>();
    private final Inventory inventory = new Inventory();
    private int reads;
    private int documents;

    ModelLoader(ProjectFiles files, Problems problems, boolean interpolate, InputLimits limits) {
        this.files = files;
        this.problems = problems;
        this.interpolate = interpolate;
        this.limits = limits;
    }

    /**
     * Where a file's relative paths start and what its variables are.
     *
     * @param folder the project folder of the file, absolute
     * @param environment the variables by name
     * @param including the files whose inclusion led here, outermost first
     */
    record Context(Path folder, Map<String, String> environment, List<Path> including) {}

    InputLimits limits() {
        return limits;
    }

    ProjectFiles files() {
        return files;
    }

    Problems problems() {
        return problems;
    }

    /** Returns the attributes that were consumed while files were read. */
    Inventory inventory() {
        return inventory;
    }

    /** Returns the documents of a file; one that is read twice is parsed once. */
    List<YamlDocument> documents(Source source, Position from, String path) throws InputException {
        if (++reads > 10 * limits.files()) {
            throw Problems.fatal(
                    Code.INPUT_UNREADABLE,
                    from,
                    path,
                    "the project includes files endlessly",
                    "use fewer `include` and `extends` files");
        }
        List<YamlDocument> documents = parsed.get(source.path());
        if (documents == null) {
            Optional<ProjectFiles.Written> written = files.written(source.path());
            documents = written.isPresent() ? documents(written.get()) : parse(source, from, path);
            parsed.put(source.path(), documents);
        }
        return documents;
    }

    private List<YamlDocument> parse(Source source, Position from, String path) throws InputException {
        String text = InputFiles.text(source, files, from, path);
        Optional<Reading> other = InputFiles.read(source, text, files, from, path);
        if (other.isEmpty()) {
            return YamlReader.read(text, source.display(), new ComposeDialect(), limits.file());
        }
        other.get().findings().forEach(problems::add);
        InputFiles.written(other.get(), source).forEach(files::write);
        return List.of(new YamlDocument(other.get().root(), List.of()));
    }

    /** Returns the documents of a compose file that a script writes, with the places of their parts in the script. */
    private List<YamlDocument> documents(ProjectFiles.Written file) throws InputException {
        return YamlReader.read(
                "\n".repeat(file.line() - 1) + file.text(), file.display(), new ComposeDialect(), limits.file());
    }

    /**
     * Returns the files as one, each merged onto those before it, with defaults filled in and paths absolute.
     *
     * @param from the place that names the files; {@link Position#NONE} for flags
     */
    MapNode load(List<Source> sources, Context context, Position from, String path) throws InputException {
        MapNode model = Nodes.emptyMap(new Position(sources.get(0).display(), 1, 1));
        for (Source source : sources) {
            for (YamlDocument document : documents(source, from, path)) {
                if (++documents > limits.files()) {
                    throw Problems.fatal(
                            Code.INPUT_UNREADABLE,
                            document.root().position(),
                            "",
                            "the project has more than " + limits.files() + " documents (limit: files)",
                            "use fewer documents (separated by `---`)");
                }
                model = add(model, source, document, context);
            }
        }
        new PathCheck(problems, limits.path()).check(model);
        problems.throwIfAny();
        model = Defaults.fill(model);
        model = HostPaths.absolute(model, context.folder(), context.environment());
        model = files.hasWritten() ? withWritten(model, context) : model;
        return ServiceEnvironment.resolve(model, context.environment());
    }

    /** Returns a model that has the texts of files that a script writes, with the variables of the script filled in. */
    private MapNode withWritten(MapNode model, Context context) throws InputException {
        Interpolator variables = new Interpolator(context.environment(), problems);
        MapNode inlined = WrittenSources.inline(
                model, files::written, text -> interpolate ? variables.apply(text, Type.ANY, Place.ROOT) : text);
        problems.throwIfAny();
        return inlined;
    }

    /** Returns the documents of the files that make a project. */
    List<YamlDocument> documents(List<Source> sources) throws InputException {
        readTogether(sources);
        List<YamlDocument> all = new ArrayList<>();
        for (Source source : sources) {
            all.addAll(documents(source, Position.NONE, ""));
        }
        return all;
    }

    /** Parses files that say what engines have: what one says of an image is less than a container of another has. */
    private void readTogether(List<Source> sources) throws InputException {
        List<Source> inspected = sources.size() > 1 ? InputFiles.inspected(sources, files) : List.of();
        if (inspected.size() > 1) {
            Reading reading = InputFiles.together(inspected, files);
            reading.findings().forEach(problems::add);
            inspected.forEach(source -> parsed.put(source.path(), List.of()));
            parsed.put(inspected.get(0).path(), List.of(new YamlDocument(reading.root(), List.of())));
        }
    }

    private MapNode add(MapNode model, Source source, YamlDocument document, Context context) throws InputException {
        MapNode file = (MapNode)
                longForm(prepared(mapping(document.root()), Spec.FILE, Place.ROOT, context), Spec.FILE, Place.ROOT);
        inventory.addConsumed(file);
        problems.budget().values(file, file.position(), Place.ROOT);
        file = new Extends(this, context).apply(file, source, document.resets());
        for (List<String> reset : document.resets()) {
            model = reset.isEmpty() ? Nodes.emptyMap(model.position()) : Nodes.withoutPath(model, reset);
        }
        file = new Includes(this).apply(file, source, context);
        MapNode merged = Merger.files(model, file);
        if (!model.entries().isEmpty()) {
            problems.budget().values(merged, file.position(), Place.ROOT);
        }
        merged = (MapNode) Merger.unique(merged, Spec.FILE);
        new Completeness(problems).check(merged, Spec.FILE, Place.ROOT);
        problems.throwIfAny();
        return version(merged);
    }

    private MapNode version(MapNode model) {
        Node version = model.get("version");
        if (version != null) {
            problems.add(
                    Code.OBSOLETE,
                    Lookup.required(model.entries(), "version").keyPosition(),
                    Place.ROOT.key("version"),
                    "`version` is obsolete",
                    "remove it");
        }
        return Nodes.without(model, "version");
    }

    /** Returns the root mapping of a file, or rejects a file that is not a compose file at all. */
    static MapNode mapping(Node root) throws InputException {
        if (!(root instanceof MapNode map)) {
            throw Problems.fatal(
                    Code.INPUT_INVALID,
                    root.position(),
                    "",
                    "expected a compose file (a mapping), found " + root.described(),
                    "start it with `services:`");
        }
        String foreign = OtherFiles.foreign(map);
        if (!foreign.isEmpty()) {
            throw Problems.fatal(
                    Code.INPUT_INVALID,
                    root.position(),
                    "",
                    "expected a compose file, found " + foreign,
                    "set the compose file with -f; of Kubernetes YAML, pods and what makes pods are read");
        }
        if (OtherFiles.looksLikeFirstFormat(map)) {
            throw Problems.fatal(
                    Code.INPUT_INVALID,
                    root.position(),
                    "",
                    "`services:` is missing; services at the top level are the obsolete version 1 format",
                    "indent them under `services:`");
        }
        return map;
    }

    /** Returns a tree with its variables filled in, checked against the table. */
    Node prepared(Node node, Type type, Place place, Context context) throws InputException {
        Node filled = interpolate ? new Interpolator(context.environment(), problems).apply(node, type, place) : node;
        new Validator(problems, interpolate).check(filled, type, place);
        problems.throwIfAny();
        return filled;
    }

    /** Returns a tree with its variables filled in, not checked. */
    Node filled(Node node, Type type, Context context) throws InputException {
        Node filled =
                interpolate ? new Interpolator(context.environment(), problems).apply(node, type, Place.ROOT) : node;
        problems.throwIfAny();
        return filled;
    }

    /** Checks a tree whose variables are filled in, and returns its long form. */
    Node checked(Node node, Type type, Place place) throws InputException {
        new Validator(problems, interpolate).check(node, type, place);
        problems.throwIfAny();
        return longForm(node, type, place);
    }

    private Node longForm(Node node, Type type, Place place) throws InputException {
        Node canonical = new Canonical(problems, interpolate).apply(node, type, place);
        problems.throwIfAny();
        return canonical;
    }

    /** Returns sources with one more at the end. */
    static List<Path> plus(List<Path> paths, Path path) {
        List<Path> more = new ArrayList<>(paths);
        more.add(path);
        return more;
    }
}
