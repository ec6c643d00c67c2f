package dev.sild.cli.play;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.cli.options.Options;
import dev.sild.cli.stack.ResourceFiles;
import dev.sild.cli.stack.StackResource;
import dev.sild.cli.terminal.Console;
import dev.sild.kubernetes.Rendered;
import dev.sild.kubernetes.Renderer;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Application;
import dev.sild.model.Files;
import dev.sild.model.Text;
import dev.sild.operator.engine.secrets.GeneratedSecrets;
import dev.sild.patch.Patch;
import dev.sild.patch.Patches;
import dev.sild.play.Secrets;
import dev.sild.play.plan.LocalTarget;
import dev.sild.play.plan.PlayPlanner;
import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.schema.Crds;
import dev.sild.schema.Resource;
import dev.sild.schema.ResourceReader;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.SecretSeed;
import dev.sild.stacks.shared.Stack;
import dev.sild.yaml.KubernetesDialect;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Custom resources as podman plays them: without the operator, which makes their passwords, and without a cluster. */
public final class PlayedStacks {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A manifest says at its beginning what it is; no compose file has such a key. */
    private static final Pattern MANIFEST = Pattern.compile("(?m)^\\s{0,4}\"?apiVersion\"?\\s*:");

    /** An application and what podman plays of it. */
    private record Played(Application application, List<HasMetadata> objects) {}

    private static final Inputs NOTHING_KNOWN = new Inputs(Set.of(), Set.of());

    private final Secrets secrets;
    private final Map<String, Map<String, String>> known = new HashMap<>();

    private PlayedStacks(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Whether the specified files are custom resources; an invalid file is neither, and its reader reports the error.
     */
    public static boolean are(Console console, List<String> files) throws InputException {
        for (String file : files) {
            if (!file.equals("-")
                    && MANIFEST.matcher(ResourceFiles.text(console, file)).find()) {
                return true;
            }
        }
        return false;
    }

    /** Returns what they are called together: the first one's name, unless the user says another. */
    static String name(Console console, Options options, List<String> files) throws InputException {
        String given = options.value("--project-name", "");
        return given.isEmpty() ? read(console, options, files).get(0).name() : given;
    }

    private static List<Resource> read(Console console, Options options, List<String> files) throws InputException {
        return ResourceFiles.read(console, options, files, new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT))
                .resources();
    }

    /**
     * Reads the stacks; passwords that were generated before are kept if podman has them.
     *
     * @param patches changes of the objects, by their names in podman
     */
    public static PlayInput of(Console console, Options options, List<String> files, List<Patch> patches, Podman podman)
            throws InputException, PodmanException, InterruptedException {
        String project = name(console, options, files);
        PlayedStacks stacks = new PlayedStacks(new Secrets(podman, project));
        List<Finding> findings = new ArrayList<>();
        Set<String> kept = new HashSet<>();
        List<Played> played = new ArrayList<>();
        for (Resource resource : read(console, options, files)) {
            Stack stack = StackResource.of(resource).translation().apply(NOTHING_KNOWN);
            stack.seeds().forEach(seed -> kept.add(seed.name()));
            played.add(stacks.played(stack, resource, findings));
        }
        PlayPlanner scenes = new PlayPlanner(project, kept);
        Iterator<HasMetadata> patched = Patches.applied(
                        played.stream().flatMap(each -> each.objects().stream()).toList(), patches, "")
                .iterator();
        for (Played each : played) {
            List<HasMetadata> objects =
                    each.objects().stream().map(object -> patched.next()).toList();
            scenes.add(each.application(), objects, LocalTarget.dependencies(each.application()));
        }
        return new PlayInput(scenes.scene(), console.folder(), List.of(), Map.of(), findings);
    }

    private Played played(Stack stack, Resource resource, List<Finding> findings)
            throws PodmanException, InterruptedException {
        for (SecretSeed seed : stack.seeds()) {
            known.put(seed.name(), data(seed.name()));
        }
        List<HasMetadata> objects = new ArrayList<>();
        for (Map<String, Object> tree : GeneratedSecrets.of(stack, new SecureRandom(), known::get)) {
            Secret secret = JSON.convertValue(tree, Secret.class);
            objects.add(secret);
            known.put(secret.getMetadata().getName(), secret.getData());
        }
        List<Finding> found = new ArrayList<>();
        Application application = LocalTarget.of(stack.application(), ref -> value(stack.application(), ref), found);
        Rendered rendered = Renderer.render(application, RenderOptions.ofPlayed());
        found.addAll(rendered.findings());
        objects.addAll(rendered.objects());
        found.forEach(finding -> findings.add(
                finding.origin().line() > 0
                        ? finding
                        : new Finding(
                                finding.code(),
                                resource.root()
                                        .position()
                                        .origin(finding.origin().path()),
                                finding.reason(),
                                finding.remedy())));
        return new Played(application, objects);
    }

    private Optional<String> value(Application application, Text.SecretRef reference) {
        return application
                .files(reference.files())
                .map(Files::object)
                .map(known::get)
                .map(data -> data.get(reference.key()))
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
    }

    /** Returns the data of a secret that podman keeps; empty if it has no secret with that name. */
    private Map<String, String> data(String name) throws PodmanException, InterruptedException {
        Map<String, String> data = new HashMap<>();
        Optional<String> manifest = secrets.manifest(name);
        if (manifest.isPresent()) {
            try {
                MapNode root =
                        (MapNode) YamlReader.read(manifest.get(), name, new KubernetesDialect(), YamlLimits.DEFAULT)
                                .get(0)
                                .root();
                if (root.get("data") instanceof MapNode values) {
                    values.entries().forEach((key, value) -> data.put(key, ((ScalarNode) value.value()).value()));
                }
            } catch (InputException | ClassCastException damaged) {
                throw new PodmanException(
                        "the secret '" + name + "' is not a Secret manifest",
                        "remove it with 'podman secret rm " + name
                                + "'; data that needs its passwords becomes inaccessible");
            }
        }
        return data;
    }
}
