package dev.sild.executable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Writes what the executable reaches by reflection and as resources, for native-image: a class that is missing there
 * would have neither fields nor getters at run time. It is computed from the jars, so that it grows with what Sild
 * writes, and the build fails if a part of it cannot be described.
 */
public final class ReachabilityMetadata {
    private static final String CLIENT = "io.fabric8.kubernetes.";

    /** What Jackson reads, besides our own custom resources. */
    private static final List<String> READ = List.of(
            "api.model.Affinity",
            "api.model.APIGroupList",
            "api.model.APIResourceList",
            "api.model.Config",
            "api.model.DeleteOptions",
            "api.model.GenericKubernetesResource",
            "api.model.GenericKubernetesResourceList",
            "api.model.KubernetesList",
            "api.model.Secret",
            "api.model.Status",
            "api.model.runtime.RawExtension",
            "client.Config",
            "client.VersionInfo");

    /** What the client makes by its name. */
    private static final String MADE = "client.impl.KubernetesClientImpl";

    /** The packages whose classes EMF looks up by their names. */
    private static final List<String> REGISTERED = List.of("org.eclipse.elk.graph.", "org.eclipse.emf.ecore.");

    private static final Pattern OF_PACKAGES = Pattern.compile("impl\\.(?!EPackage|EFactory)\\w+(Package|Factory)Impl");

    private static final List<String> RESOURCES = List.of(
            "crds/*.yaml",
            "dev/sild/**/*.css",
            "dev/sild/**/*.js",
            "dev/sild/**/*.json",
            "dev/sild/**/*.txt",
            "dev/sild/**/*.yaml",
            "META-INF/MANIFEST.MF");

    private final Jar commandLine;
    private final Jar libraries;
    private final MetadataFile file = new MetadataFile();

    private ReachabilityMetadata(Jar commandLine, Jar libraries) {
        this.commandLine = commandLine;
        this.libraries = libraries;
    }

    /** Arguments: the command line's jar, its libraries, and the folder to write into. */
    public static void main(String[] arguments) throws IOException {
        try {
            ReachabilityMetadata metadata =
                    new ReachabilityMetadata(new Jar(Path.of(arguments[0])), new Jar(Path.of(arguments[1])));
            metadata.write(Path.of(arguments[2]));
        } catch (MetadataException e) {
            System.err.println("executable: " + e.getMessage());
            System.exit(1);
        }
    }

    private void write(Path folder) throws IOException {
        addRead();
        for (String name : Models.written(commandLine, commandLine.classes("dev.sild."))) {
            file.fieldsAndMethodsOf(name, Models.accessors(Loaded.type(name)));
        }
        addRegistered();
        // Called by dev.sild.cli.terminal.Interruption.
        file.methodOf("org.graalvm.nativeimage.VMRuntime", "initialize");
        RESOURCES.forEach(file::resources);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("reachability-metadata.json"), file.text());
    }

    private void addRead() throws IOException {
        Set<String> read = new TreeSet<>(commandLine.classes("dev.sild.v1alpha1."));
        READ.forEach(name -> read.add(CLIENT + name));
        HeldTypes held = HeldTypes.of(
                read,
                type -> Models.isModel(type)
                        || type.getName().startsWith(CLIENT + "client.Config$")
                        || type.getName().equals(CLIENT + "client.CustomResource"));
        held.names().forEach(file::everythingOf);
        held.inAnnotations().forEach(file::constructorsOf);
        file.constructorsOf(Loaded.type(CLIENT + MADE).getName());
    }

    private void addRegistered() throws IOException {
        for (String start : REGISTERED) {
            for (String name : libraries.classes(start)) {
                String simple = name.substring(start.length());
                if (OF_PACKAGES.matcher(simple).matches()) {
                    file.nameOf(name);
                } else if (simple.matches("impl\\.\\w+Impl")
                        || simple.matches("\\w+") && Loaded.type(name).isInterface()) {
                    // Its lists are arrays of their elements' own type, its maps of the entries' class.
                    file.nameOf(name + "[]");
                }
            }
        }
    }
}
