package dev.sild.release;

import dev.sild.cli.Main;
import dev.sild.cli.terminal.Console;
import dev.sild.manpages.ManPages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The parts that packages are put together from. */
final class Program {
    /** As many digits of a sum tell two builds apart; the launcher reads them at every start. */
    private static final int IDENTITY = 16;

    static final String JAR = "sild-cli.jar";
    static final String LIBRARIES = "sild-cli-libraries.jar";

    private final Release release;

    Program(Release release) {
        this.release = release;
    }

    /** Returns bin and lib, which the launcher expects side by side. */
    FileTree binAndLib() throws IOException {
        String identity = release.version() + " " + Sums.of(release.built(JAR)).substring(0, IDENTITY) + " "
                + Sums.of(release.built(LIBRARIES)).substring(0, IDENTITY) + "\n";
        return new FileTree()
                .program("bin/sild", launcher())
                .file("lib/" + JAR, release.built(JAR))
                .file("lib/" + LIBRARIES, release.built(LIBRARIES))
                // The launcher knows by it that a record or an archive of classes is of other jars.
                .file("lib/identity", identity)
                .folder("lib/training/", release.project().resolve("src/main/training"));
    }

    byte[] launcher() throws IOException {
        return Files.readAllBytes(release.project().resolve("sild"));
    }

    /** Returns the pages of the manual by name, such as sild.1. */
    Map<String, String> manual() {
        return ManPages.of(Main.commands(), release.date(), release.version());
    }

    /** Returns the completion scripts by the names that shells find them by. */
    Map<String, String> completions() {
        Map<String, String> scripts = new TreeMap<>();
        scripts.put("sild", completion("bash"));
        scripts.put("_sild", """
                #compdef sild
                # The first time, this function defines the real one and registers it; then it completes by it.
                %s
                _bash_complete -o default -F _sild_from_the_cluster
                """.formatted(completion("zsh")));
        scripts.put("sild.fish", completion("fish"));
        return scripts;
    }

    private String completion(String shell) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(
                release.project(),
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err,
                false);
        if (Main.run(console, "completion", shell) != 0) {
            throw new ReleaseException("there is no completion for " + shell);
        }
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** Returns licence and notices, those of the libraries, and the list of these. */
    FileTree licences() {
        FileTree licences = new FileTree();
        Path jar = release.built(LIBRARIES);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream().filter(Program::isLicence).forEach(entry -> {
                try {
                    licences.file(
                            entry.getName().substring("META-INF/".length()),
                            zip.getInputStream(entry).readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return licences;
    }

    private static boolean isLicence(ZipEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && (name.matches("META-INF/(LICENSE|NOTICE|THIRD-PARTY\\.txt)")
                        || name.startsWith("META-INF/licences/"));
    }
}
