package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last step of the build, src/build/java, on small jars. */
class PackagingTest {
    @TempDir
    private static Path classes;

    @TempDir
    private Path project;

    @BeforeAll
    static void compile() throws IOException {
        BuildTool.compile("packaging", classes);
    }

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(project.resolve("src/build/licences"));
        Files.createDirectories(project.resolve("target"));
        for (String file : List.of("LICENSE", "NOTICE", "src/build/licences.tsv")) {
            Files.copy(Path.of(file), project.resolve(file));
        }
        jar(
                "repository/org/one/one/1.0/one-1.0.jar",
                Map.of(
                        "one/One.class",
                        "1",
                        "META-INF/NOTICE.txt",
                        "Notice of one",
                        "META-INF/LICENSE",
                        Files.readString(Path.of("LICENSE"))));
        jar("repository/org/two/two/2.0/two-2.0.jar", Map.of("two/Two.class", "2", "LICENSE.txt", "Copyright two"));
        jar("repository/org/three/three/3.0/three-3.0.jar", Map.of("three/Three.class", "3"));
        jar("cli.jar", Map.of("dev/sild/Main.class", "0"));
        jar("libraries.jar", Map.of("one/One.class", "1"));
        jar("operator.jar", Map.of("one/One.class", "1", "two/Two.class", "2"));
        libraries("Apache-2.0", "MIT", "Apache 2.0");
    }

    @Test
    void everyJarHasTheLicenceTheNoticesAndItsLibraries() throws Exception {
        assertThat(packaging()).isEqualTo("0");

        for (String jar : List.of("cli.jar", "libraries.jar")) {
            assertThat(text(jar, "META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
            assertThat(text(jar, "META-INF/NOTICE"))
                    .startsWith(Files.readString(Path.of("NOTICE")))
                    .contains("Notice of one");
            assertThat(text(jar, "META-INF/THIRD-PARTY.txt"))
                    .contains("org.one:one:1.0\n  Apache-2.0\n  https://one.example")
                    .doesNotContain("org.two", "org.three");
        }
        assertThat(text("operator.jar", "META-INF/THIRD-PARTY.txt"))
                .contains("org.one:one:1.0", "org.two:two:2.0\n  MIT")
                .doesNotContain("org.three");
        assertThat(text("operator.jar", "META-INF/licences/org.two.two/LICENSE.txt"))
                .isEqualTo("Copyright two");
    }

    @Test
    void theBillOfMaterialsNamesWhatIsInTheProduct() throws Exception {
        packaging();

        String json = text("operator.jar", "META-INF/sbom/sild-operator.cdx.json");
        assertThat(json)
                .isEqualTo(Files.readString(project.resolve("target/sild-operator.cdx.json")))
                .contains(
                        "\"bomFormat\": \"CycloneDX\"",
                        "\"purl\": \"pkg:maven/org.one/one@1.0?type=jar\"",
                        "\"licenses\": [{\"license\": {\"id\": \"MIT\"}}]")
                .doesNotContain("org.three", "timestamp");
        assertThat(Files.readString(project.resolve("target/sild-cli.cdx.json")))
                .doesNotContain("org.two");
    }

    @Test
    void aLicenceThatIsNotAllowedEndsTheBuild() throws Exception {
        libraries("Apache-2.0", "MIT", "GNU Affero General Public License v3");

        assertThat(packaging())
                .contains("licence of org.three:three:3.0 is not allowed")
                .endsWith("1");
    }

    @Test
    void aLicenceThatIsOnlyAnAlternativeEndsTheBuildWhenItIsAlone() throws Exception {
        libraries("Apache-2.0", "GPL2 w/ CPE", "Apache 2.0");
        assertThat(packaging())
                .contains("licence of org.two:two:2.0 is not allowed")
                .endsWith("1");

        libraries("Apache-2.0", "EPL 2.0;GPL2 w/ CPE", "Apache 2.0");
        assertThat(packaging()).isEqualTo("0");
        assertThat(text("operator.jar", "META-INF/THIRD-PARTY.txt"))
                .contains("EPL-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0");
    }

    @Test
    void aLibraryWithoutItsLicenceTextEndsTheBuildUntilTheTextIsThere() throws Exception {
        jar("operator.jar", Map.of("three/Three.class", "3"));
        libraries("Apache-2.0", "MIT", "MIT");
        assertThat(packaging())
                .contains("the jar of org.three:three:3.0 has no licence text")
                .endsWith("1");

        Files.writeString(project.resolve("src/build/licences/org.three.three.txt"), "Copyright three");
        assertThat(packaging()).isEqualTo("0");
        assertThat(text("operator.jar", "META-INF/licences/org.three.three/LICENSE.txt"))
                .isEqualTo("Copyright three");
    }

    @Test
    void aLicenceThatIsTheSameForAllLibrariesHasOneText() throws Exception {
        jar("operator.jar", Map.of("two/Two.class", "2", "three/Three.class", "3"));
        libraries("Apache-2.0", "EPL-2.0", "EPL-2.0");
        assertThat(packaging()).contains("the jar of org.three:three:3.0 has no licence text");

        Files.writeString(project.resolve("src/build/licences/EPL-2.0.txt"), "Eclipse");
        assertThat(packaging()).isEqualTo("0");
        assertThat(text("operator.jar", "META-INF/licences/org.three.three/LICENSE.txt"))
                .isEqualTo("Eclipse");
        assertThat(text("operator.jar", "META-INF/licences/org.two.two/LICENSE.txt"))
                .isEqualTo("Copyright two");
    }

    @Test
    void theOrderAndTheTimesOfTheEntriesDoNotMatter() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String name : List.of("META-INF/MANIFEST.MF", "b", "a", "one/One.class")) {
            entries.put(name, name.getBytes(StandardCharsets.UTF_8));
        }
        List<String> names = new ArrayList<>(entries.keySet());
        write("operator.jar", entries, names, LocalDateTime.of(2020, 1, 2, 3, 4));
        packaging();
        byte[] first = Files.readAllBytes(project.resolve("operator.jar"));
        Collections.reverse(names);
        write("operator.jar", entries, names, LocalDateTime.of(2021, 5, 6, 7, 8));
        packaging();

        assertThat(Files.readAllBytes(project.resolve("operator.jar"))).isEqualTo(first);
        try (ZipFile zip = new ZipFile(project.resolve("operator.jar").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName).findFirst()).hasValue("META-INF/MANIFEST.MF");
            assertThat(zip.stream()).allMatch(entry -> entry.getTimeLocal().equals(LocalDateTime.of(2026, 1, 1, 0, 0)));
        }
    }

    @Test
    void theNumbersThatQuarkusCountedDoNotMatter() throws Exception {
        recorded("proxykey7", "proxykey30", "proxykey7");
        packaging();
        byte[] first = Files.readAllBytes(project.resolve("operator.jar"));
        recorded("proxykey12", "proxykey3", "proxykey12");
        packaging();
        assertThat(Files.readAllBytes(project.resolve("operator.jar"))).isEqualTo(first);

        recorded("proxykey12", "proxykey3", "proxykey3");
        packaging();
        assertThat(Files.readAllBytes(project.resolve("operator.jar")))
                .as("another value")
                .isNotEqualTo(first);
    }

    /** Two generated classes; the second one reads what the first one has put there. */
    private void recorded(String one, String two, String read) throws IOException {
        Map<String, byte[]> entries = Map.of(
                "io/quarkus/runner/recorded/A.class",
                constants(one, two),
                "io/quarkus/runner/recorded/B.class",
                constants(read));
        write("operator.jar", entries, List.copyOf(entries.keySet()), LocalDateTime.of(2020, 1, 1, 1, 1));
    }

    /** The beginning of a class file: what precedes the constants, a long, and the texts. */
    private static byte[] constants(String... texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0xCAFEBABE_0000003DL);
        out.writeShort(texts.length + 3);
        out.writeByte(5);
        out.writeLong(1);
        for (String text : texts) {
            out.writeByte(1);
            out.writeUTF(text);
        }
        out.writeInt(42);
        return bytes.toByteArray();
    }

    private void libraries(String one, String two, String three) throws IOException {
        Files.writeString(project.resolve("libraries.tsv"), """
        org.one	one	1.0		https://one.example	%s

        org.three	three	3.0		https://three.example	%s
        org.two	two	2.0			%s
        """.formatted(one, three, two));
    }

    private void jar(String name, Map<String, String> entries) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        entries.forEach((entry, text) -> contents.put(entry, text.getBytes(StandardCharsets.UTF_8)));
        write(name, contents, List.copyOf(contents.keySet()), LocalDateTime.of(2020, 1, 1, 1, 1));
    }

    private void write(String name, Map<String, byte[]> entries, List<String> order, LocalDateTime time)
            throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            for (String entryName : order) {
                ZipEntry entry = new ZipEntry(entryName);
                entry.setTimeLocal(time);
                zip.putNextEntry(entry);
                zip.write(entries.get(entryName));
            }
        }
    }

    private String text(String jar, String entry) throws IOException {
        try (ZipFile zip = new ZipFile(project.resolve(jar).toFile())) {
            assertThat(zip.getEntry(entry)).as(jar + " " + entry).isNotNull();
            return new String(zip.getInputStream(zip.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What it prints, then its exit code. */
    private String packaging() throws Exception {
        String repository = project.resolve("repository").toString();
        return BuildTool.run(
                classes,
                "dev.sild.packaging.Packaging",
                project.toString(),
                "1.2.3",
                "2026-01-01T00:00:00Z",
                project.resolve("libraries.tsv").toString(),
                String.join(
                        File.pathSeparator,
                        repository + "/org/one/one/1.0/one-1.0.jar",
                        repository + "/org/two/two/2.0/two-2.0.jar",
                        repository + "/org/three/three/3.0/three-3.0.jar"),
                project.resolve("cli.jar").toString(),
                project.resolve("libraries.jar").toString(),
                project.resolve("operator.jar").toString());
    }
}
