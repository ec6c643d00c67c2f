package dev.sild.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The executable that needs no Java, where the build has made one of these very jars. */
final class Executable {
    /**
     * What GraalVMs, and JDKs that Debian builds, say about their own licence, since the executable contains parts of
     * them.
     */
    private static final List<String> LICENCES =
            List.of("LICENSE.txt", "LICENSE", "GRAALVM-README.md", "copyright.openjdk", "legal/java.base/LICENSE");

    private static final Map<String, String> ARCHITECTURES = Map.of("x86_64", "amd64", "aarch64", "arm64");

    private final Path program;
    private final Path jar;
    private final String graalvm;

    private Executable(Path program, Path jar, String graalvm) {
        this.program = program;
        this.jar = jar;
        this.graalvm = graalvm;
    }

    static Executable of(Release release) {
        return new Executable(
                release.built("sild-native"),
                release.built(Program.JAR),
                System.getenv().getOrDefault("GRAALVM_HOME", ""));
    }

    /** Whether it is there, and no older than the jar, by which the launcher decides, too. */
    boolean isCurrent() throws IOException {
        return Files.isExecutable(program)
                && Files.getLastModifiedTime(program).compareTo(Files.getLastModifiedTime(jar)) >= 0;
    }

    /** Returns the platform it is for, such as linux-amd64: the one of its build. */
    String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch");
        return (system.startsWith("mac") ? "darwin" : system) + "-"
                + ARCHITECTURES.getOrDefault(architecture, architecture);
    }

    FileTree binAndLicences() throws IOException {
        FileTree tree = new FileTree().program("bin/sild", Files.readAllBytes(program));
        tree.link("bin/kubectl-sild", "sild");
        int found = 0;
        for (String name : LICENCES) {
            Path licence = Path.of(graalvm, name);
            if (!graalvm.isEmpty() && Files.isRegularFile(licence)) {
                tree.file("licences/graalvm/" + name, Files.readAllBytes(licence));
                found++;
            }
        }
        if (found == 0) {
            throw new ReleaseException("the executable contains parts of GraalVM, whose licence is not found;"
                    + " set GRAALVM_HOME, or delete " + program);
        }
        return tree;
    }
}
