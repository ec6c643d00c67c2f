package dev.sild.compose.translate;

import dev.sild.compose.BindFiles;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.Builds;
import dev.sild.compose.translate.image.BuiltImages;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.network.ExposeHints;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.ClaimTerms;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.compose.translate.source.ProjectSecrets;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.storage.VolumeDrivers;
import dev.sild.model.ImageBuild;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.report.Findings;
import dev.sild.secrets.KnownSecrets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A project for those who make something else of it than the translation does, and read it by the same rules: what a
 * secret is, which ports a service has, what its health check tries. They deal with its attributes through a
 * {@link Ledger} of their own.
 */
public final class ProjectReader {
    private final ComposeProject project;
    private final TranslateOptions options;
    private final Attribute root;
    private final FileBundles files;
    private final BuiltImages images;
    private final ProjectSecrets secrets;
    private final Map<String, ServiceReader> services = new LinkedHashMap<>();

    /**
     * Reads a project.
     *
     * @param files what may be read of the files the project mounts
     */
    public ProjectReader(ComposeProject project, TranslateOptions options, BindFiles files, Ledger ledger) {
        this.project = project;
        this.options = options;
        root = Attribute.root(project.root(), ledger);
        Map<String, Attribute> all = root.get("services").entries();
        secrets = ProjectSecrets.of(project, root, all, files);
        this.files = new FileBundles(project.environment(), project.folder(), files, secrets.ofProject());
        images = BuiltImages.of(all, project.name(), options);
        Map<String, Set<String>> names = names();
        all.forEach((name, service) -> services.put(
                name,
                new ServiceReader(
                        name,
                        service,
                        () -> ServiceImage.of(service, name, images, false, this.files),
                        names.get(name),
                        secrets.of(name))));
    }

    /** Returns every name by which each service is found; whether a name is legal elsewhere is no matter here. */
    private Map<String, Set<String>> names() {
        Map<String, Attribute> unseen = Attribute.root(project.root(), new Ledger(new Findings()))
                .get("services")
                .entries();
        ServiceNames names = ServiceNames.of(unseen);
        Map<String, Set<String>> all = new LinkedHashMap<>();
        unseen.keySet().forEach(service -> {
            Set<String> own = new LinkedHashSet<>(Set.of(service));
            names.hosts().stream()
                    .filter(host -> names.answering(host).equals(Set.of(names.component(service))))
                    .sorted()
                    .forEach(own::add);
            all.put(service, own);
        });
        return all;
    }

    /** Returns the whole project. */
    public Attribute root() {
        return root;
    }

    /** Returns the services by name, in the order of the files. */
    public Map<String, ServiceReader> services() {
        return services;
    }

    /** Returns how the images of services are built; none unless a script is asked for. */
    public List<ImageBuild> builds(Collection<ServiceReader> of) {
        Builds builds = new Builds(root, files.folder(), images, secrets.ofProject());
        of.stream()
                .filter(service -> images.hasScript() && service.built())
                .forEach(service -> builds.add(service.name(), service.attribute()));
        return builds.all();
    }

    /** Returns a named volume as its driver, its hints and the options describe it. */
    public Volume volume(String key) {
        ClaimTerms terms =
                ClaimTerms.defaults(options.storage(), root.get("x-sild").get("storage"));
        return VolumeDrivers.read(key, root.get("volumes").get(key), terms, true, secrets.ofProject());
    }

    /** Whether something says how much a claim for the volume asks for. */
    public boolean saysSize(String key) {
        Attribute volume = root.get("volumes").get(key);
        return !options.storage().size().isEmpty()
                || volume.get("x-sild").get("size").present()
                || KomposeLabels.of(volume).get("volume.size").present()
                || root.get("x-sild").get("storage").get("size").present();
    }

    /** Returns how the ports of a service are to be opened. */
    public Opening opening(ServiceReader service) {
        ExposeHints hints = ExposeHints.of(options, root.get("x-sild"), service.attribute());
        return new Opening(
                hints.expose(),
                hints.host(),
                hints.tlsSecret(),
                hints.ingressClass(),
                hints.gateway(),
                hints.kompose().nodePort());
    }

    /**
     * How ports are opened.
     *
     * @param host empty for any
     * @param tlsSecret the Secret with the certificate of an ingress; empty for none
     * @param ingressClass empty for the cluster's default
     * @param gateway the Gateway, as {@code name} or {@code namespace/name}
     * @param nodePort the port of the nodes; empty for one that the cluster chooses
     */
    public record Opening(
            TranslateOptions.Expose expose,
            String host,
            String tlsSecret,
            String ingressClass,
            String gateway,
            Optional<Integer> nodePort) {}

    /** Returns the absolute place that a bind mount, a secret or a config names. */
    public Path place(Text source) {
        return files.folder().resolve(source.value()).normalize();
    }

    /** Returns a path as it is shown to the user. */
    public String shown(Path path) {
        return files.shown(path);
    }

    /** Returns what may be read of the project's files. */
    public BindFiles files() {
        return files.reader();
    }

    /** Whether a file of that name must be kept secret. */
    public static boolean isSecretFile(String path) {
        return FileBundles.isSecretName(path);
    }

    /** Returns the secret values of the project. */
    public KnownSecrets secrets() {
        return secrets.known();
    }

    /** Whether a file of that name, or the config of that name, must be kept secret for its content. */
    public boolean isSecretContent(String name, byte[] content) {
        return secrets.ofProject().isSecretContent(name, content);
    }
}
