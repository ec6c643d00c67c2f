package dev.sild.packaging;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The last step of the build: checks the licences of all libraries, adds licences, notices and bills of materials to
 * the jars, and writes the jars in an order and with times that are always the same.
 */
public final class Packaging {
    private final Path project;
    private final Path target;
    private final String version;
    private final LocalDateTime time;
    private final List<Library> libraries;

    private Packaging(Path project, String version, LocalDateTime time, List<Library> libraries) {
        this.project = project;
        this.target = project.resolve("target");
        this.version = version;
        this.time = time;
        this.libraries = libraries;
    }

    /**
     * Arguments: the project's folder, its version, the time of all entries, the list of libraries, the class path,
     * then the command line's jar, its libraries and the operator's jar.
     */
    public static void main(String[] arguments) throws IOException {
        try {
            Path project = Path.of(arguments[0]);
            List<Path> jars = Stream.of(arguments[4].split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
            List<Library> libraries =
                    Library.read(Path.of(arguments[3]), jars, new Licences(project.resolve("src/build/licences.tsv")));
            LocalDateTime time = ZonedDateTime.parse(arguments[2])
                    .withZoneSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime();
            Packaging packaging = new Packaging(project, arguments[1], time, libraries);
            packaging.finish("sild-cli", Path.of(arguments[5]), Path.of(arguments[6]));
            packaging.finish("sild-operator", Path.of(arguments[7]));
        } catch (PackagingException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** The first of the jars is what its users start; the last one has the licence texts. */
    private void finish(String product, Path... jars) throws IOException {
        List<Path> files = List.of(jars);
        Set<String> contents = new HashSet<>();
        for (Path file : files) {
            contents.addAll(names(file));
        }
        List<Library> contained =
                libraries.stream().filter(library -> isIn(contents, library)).toList();
        Notices notices = new Notices(project, contained);
        Map<String, byte[]> texts = notices.texts();
        byte[] sbom = Sbom.of(product, version, contained).getBytes(StandardCharsets.UTF_8);
        Files.write(target.resolve(product + ".cdx.json"), sbom);
        for (Path file : files) {
            Jar jar = Jar.read(file);
            RecordedKeys.renumber(jar.entries());
            jar.entries().putAll(notices.summary());
            jar.entries().put("META-INF/sbom/" + product + ".cdx.json", sbom);
            if (file.equals(files.get(files.size() - 1))) {
                jar.entries().putAll(texts);
            }
            jar.write(file, time);
        }
    }

    /** What is in a product is known by its content, since Maven and Quarkus each leave out something. */
    private static boolean isIn(Set<String> contents, Library library) {
        try {
            List<String> names = names(library.jar()).stream()
                    .filter(name -> !name.startsWith("META-INF/"))
                    .toList();
            return names.stream().anyMatch(name -> name.endsWith(".class") && contents.contains(name))
                    || names.stream().noneMatch(name -> name.endsWith(".class"))
                            && names.stream().anyMatch(contents::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return Collections.list(zip.entries()).stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(name -> !name.equals("module-info.class"))
                    .toList();
        }
    }
}
