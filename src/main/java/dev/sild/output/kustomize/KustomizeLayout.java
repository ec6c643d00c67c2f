package dev.sild.output.kustomize;

import dev.sild.kubernetes.objects.StoredTree;
import dev.sild.model.Lookup;
import dev.sild.model.Names;
import dev.sild.model.Origin;
import dev.sild.output.files.OutputFile;
import dev.sild.output.layout.EncryptedSecrets;
import dev.sild.output.layout.FilesLayout;
import dev.sild.output.layout.LayoutFile;
import dev.sild.output.layout.Manifests;
import dev.sild.output.layout.ObjectTrees;
import dev.sild.output.layout.SecretsMode;
import dev.sild.output.layout.SecretsPlace;
import dev.sild.output.layout.SildMark;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.syntax.YamlComment;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kustomize base; for each profile that is not enabled in it a component, which brings what the profile adds and
 * changes, and an overlay of the base and that component. Secrets are generated from files of their values, so that
 * pods that read one roll when it changes.
 *
 * @see <a href="https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/">kustomization</a>
 */
public final class KustomizeLayout {
    private static final String FILE = "kustomization.yaml";
    private static final String BASE_HEAD = """
      # Written by sild. Put your changes in an overlay that lists this folder under 'resources'; overlays/ has an example.
      """;
    private static final String SECRETS_NOTE = """
      # The files below secrets/ contain secret values. If .gitignore lists them, a fresh checkout does not contain them:
      # run sild again, or create them. For GitOps, use --secrets external-secrets or --secrets omit.
      """;

    private final Manifests manifests;
    private final SecretsPlace secrets;
    private final List<Finding> findings;
    private final List<LayoutFile> files = new ArrayList<>();
    private final Generated.References references;

    private KustomizeLayout(Manifests manifests, SecretsPlace secrets, List<Finding> findings) {
        this.manifests = manifests;
        this.secrets = secrets;
        this.findings = findings;
        this.references = Generated.References.of(manifests);
    }

    /**
     * Returns the files.
     *
     * @param findings takes what the user must make by hand
     */
    public static List<LayoutFile> of(Manifests manifests, SecretsPlace secrets, List<Finding> findings) {
        KustomizeLayout layout = new KustomizeLayout(withSharedServices(manifests), secrets, findings);
        Map<String, String> folders = new LinkedHashMap<>();
        for (String profile : manifests.profiles().keySet()) {
            folders.put(profile, Names.unique(profile, Set.copyOf(folders.values())));
        }
        layout.base(List.copyOf(folders.values()));
        manifests
                .profiles()
                .forEach((profile, objects) -> layout.component(profile, Lookup.required(folders, profile), objects));
        return layout.files;
    }

    /**
     * Puts into the base each Service of what is there that several profiles bring alike, such as one by which they
     * wait for it: kustomize takes an object from one component only.
     */
    private static Manifests withSharedServices(Manifests manifests) {
        Set<String> known =
                new HashSet<>(byIdentity(manifests.objects(), StoredTree::of).keySet());
        Set<Map<String, String>> selectors = services(manifests.objects())
                .map(service -> service.getSpec().getSelector())
                .collect(Collectors.toSet());
        Set<Map<String, Object>> once = new HashSet<>();
        List<HasMetadata> all = new ArrayList<>(manifests.objects());
        manifests
                .profiles()
                .values()
                .forEach(objects -> services(objects)
                        .filter(service -> selectors.contains(service.getSpec().getSelector()))
                        .forEach(service -> {
                            Map<String, Object> tree = StoredTree.of(service);
                            if (!once.add(tree) && known.add(identity(tree))) {
                                all.add(service);
                            }
                        }));
        return manifests.with(all);
    }

    private static Stream<Service> services(List<HasMetadata> objects) {
        return objects.stream().filter(Service.class::isInstance).map(Service.class::cast);
    }

    private void base(List<String> profiles) {
        Generated generated = Generated.of(secrets, manifests.objects(), references);
        SecretsPlace.Split split = secrets.split(generated.rest(), manifests.name(), findings);
        Map<String, String> labels = KustomizeLabels.common(Stream.of(split.all(), generated.objects())
                .flatMap(List::stream)
                .toList());
        ObjectTrees trees = KustomizeLabels.without(labels, generated.withoutHashes(manifests.trees()));
        Map<String, Object> content = head("Kustomization", "v1beta1");
        manifests.objects().stream()
                .map(object -> object.getMetadata().getNamespace())
                .filter(namespace -> namespace != null)
                .findFirst()
                .ifPresent(namespace -> content.put("namespace", namespace));
        List<String> resources = new ArrayList<>();
        resources("base/", split.open(), split.kept(), trees, resources);
        content.put("resources", resources);
        put(content, "labels", labels.isEmpty() ? List.of() : List.of(Map.of("pairs", labels)));
        put(content, "images", KustomizeImages.of(split.open(), List.of()));
        put(content, "replicas", KustomizeReplicas.of(split.open()));
        generated.addTo(content, labels, "base/", files);
        file("base", BASE_HEAD, content);
        files.add(ExampleOverlay.of(manifests.name(), split.open(), content, profiles));
    }

    /** Adds files of objects; a Secret that is kept apart has one below the folder of values. */
    private void resources(
            String place, List<HasMetadata> open, List<HasMetadata> kept, ObjectTrees trees, List<String> resources) {
        FilesLayout.grouped(open).forEach((name, objects) -> {
            resources.add(name);
            files.add(LayoutFile.marked(place + name, objects, trees));
        });
        for (HasMetadata secret : kept) {
            boolean encrypted = secrets.mode().isEncrypted();
            String name = encrypted
                    ? EncryptedSecrets.plain(secret)
                    : LayoutFile.SECRETS + secret.getMetadata().getName() + "/secret.yaml";
            resources.add(encrypted ? EncryptedSecrets.committed(secret, secrets.mode()) : name);
            // What decrypts a Secret may copy its labels, and not those that the kustomization adds.
            files.add(LayoutFile.marked(place + name, List.of(secret), encrypted ? manifests.trees() : trees));
        }
    }

    private boolean isKept(HasMetadata object) {
        return object instanceof Secret && secrets.mode().isLocal();
    }

    private void component(String profile, String folder, List<HasMetadata> objects) {
        String place = "components/" + folder;
        Generated before = Generated.of(secrets, manifests.objects(), references);
        Generated after = Generated.of(secrets, objects, references);
        List<HasMetadata> base = secrets.split(before.rest(), manifests.name(), new ArrayList<>())
                .all();
        List<Finding> toMake = new ArrayList<>();
        List<HasMetadata> enabled =
                secrets.split(after.rest(), manifests.name(), toMake).all();
        toMake.stream().filter(finding -> !findings.contains(finding)).forEach(findings::add);
        Map<String, Map<String, Object>> known = byIdentity(base, before.withoutHashes(StoredTree::of));
        Map<String, Map<String, Object>> wanted = byIdentity(enabled, after.withoutHashes(StoredTree::of));
        List<HasMetadata> added = enabled.stream()
                .filter(object -> !known.containsKey(identity(StoredTree.of(object))))
                .toList();
        List<String> resources = new ArrayList<>();
        resources(
                place + "/",
                added.stream().filter(object -> !isKept(object)).toList(),
                added.stream().filter(this::isKept).toList(),
                after.withoutHashes(manifests.trees()),
                resources);
        List<Map<String, Object>> patches = new ArrayList<>();
        known.forEach((identity, object) -> {
            if (!wanted.containsKey(identity)) {
                patches.add(Map.of("patch", YamlWriter.write(List.of(deletion(object)))));
            } else if ("Secret".equals(object.get("kind")) && secrets.mode().isEncrypted()) {
                if (!wanted.get(identity).equals(object)) {
                    findings.add(changedSecret(profile, object));
                }
            } else if (!wanted.get(identity).equals(object)) {
                patches.add(patch(place, object, wanted.get(identity)));
            }
        });
        Map<String, Object> content = head("Component", "v1alpha1");
        put(content, "resources", resources);
        put(content, "images", KustomizeImages.of(added, base));
        after.addBeside(before, content, place + "/", files);
        put(content, "patches", patches);
        file(
                place,
                YamlComment.line("Written by sild: the additions and changes of the" + " compose profile '" + profile
                                + "'. List this folder under")
                        + YamlComment.line("'components' of an overlay of the base."),
                content);
        Map<String, Object> overlay = head("Kustomization", "v1beta1");
        overlay.put("resources", List.of("../../base"));
        overlay.put("components", List.of("../../" + place));
        file(
                "overlays/" + folder,
                YamlComment.line("Written by sild: the base with the compose profile '" + profile + "'."),
                overlay);
    }

    /** A patch would have the values, and nothing decrypts a patch. */
    private static Finding changedSecret(String profile, Map<String, Object> secret) {
        return new Finding(
                Code.SECRET_TO_CREATE,
                Origin.NONE,
                "the profile '" + profile + "' has other values in the Secret '" + name(secret)
                        + "', which an encrypted file cannot change",
                "use other names for the variables or secrets of that profile");
    }

    private void file(String folder, String head, Map<String, Object> content) {
        boolean hasValues = !secrets.mode().isEncrypted()
                && files.stream().anyMatch(file -> file.name().startsWith(folder + "/" + LayoutFile.SECRETS));
        files.add(LayoutFile.of(
                folder + "/" + FILE, head + (hasValues ? SECRETS_NOTE : "") + YamlWriter.write(List.of(content))));
    }

    private static Map<String, Object> head(String kind, String version) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("apiVersion", "kustomize.config.k8s.io/" + version);
        content.put("kind", kind);
        return content;
    }

    private static void put(Map<String, Object> content, String key, List<?> list) {
        if (!list.isEmpty()) {
            content.put(key, list);
        }
    }

    private static Map<String, Object> deletion(Map<String, Object> object) {
        Map<String, Object> patch = new LinkedHashMap<>();
        patch.put("apiVersion", object.get("apiVersion"));
        patch.put("kind", object.get("kind"));
        patch.put("metadata", Map.of("name", name(object)));
        patch.put("$patch", "delete");
        return patch;
    }

    /** Returns what makes one object the other, and leaves alone what is the same in both. */
    private Map<String, Object> patch(String place, Map<String, Object> from, Map<String, Object> to) {
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("kind", from.get("kind"));
        target.put("name", name(from));
        Map<String, Object> patch = new LinkedHashMap<>();
        patch.put("target", target);
        String operations = YamlWriter.writeList(JsonPatch.of(from, to));
        if ("Secret".equals(from.get("kind")) && secrets.mode() == SecretsMode.SEPARATE) {
            String name = LayoutFile.SECRETS + name(from) + "/patch.yaml";
            files.add(new LayoutFile(
                    place + "/" + name, YamlComment.line(SildMark.WORDS + ".") + operations, OutputFile.Mode.SECRET));
            patch.put("path", name);
        } else {
            patch.put("patch", operations);
        }
        return patch;
    }

    private static Object name(Map<String, Object> object) {
        return Lookup.required((Map<?, ?>) Lookup.required(object, "metadata"), "name");
    }

    private static Map<String, Map<String, Object>> byIdentity(List<HasMetadata> objects, ObjectTrees of) {
        Map<String, Map<String, Object>> trees = new LinkedHashMap<>();
        objects.stream().map(of::of).forEach(tree -> trees.put(identity(tree), tree));
        return trees;
    }

    private static String identity(Map<String, Object> tree) {
        return tree.get("kind") + "/" + name(tree);
    }
}
