package dev.sild.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes all packages of a release from the jars of the build. */
public final class Packages {
    /** What package managers read: its name there, and the text it is made of. */
    private static final Map<String, String> MANIFESTS =
            Map.of("krew-sild.yaml", "krew.yaml", "homebrew-sild.rb", "homebrew.rb", "scoop-sild.json", "scoop.json");

    private final Release release;
    private final Program program;
    private final Archives archives;
    private final Path folder;
    private final Path work;

    private Packages(Release release, Path folder, Path work) {
        this.release = release;
        this.program = new Program(release);
        this.archives = new Archives(release.time());
        this.folder = folder;
        this.work = work;
    }

    /** Arguments: the project's folder, its version, the time of all files, the address of downloads. */
    public static void main(String[] arguments) throws IOException {
        try {
            Path project = Path.of(arguments[0]);
            Release release = new Release(project, arguments[1], Instant.parse(arguments[2]), arguments[3]);
            Path folder = Files.createDirectories(project.resolve("target/packages"));
            Path work = Files.createDirectories(project.resolve("target/packages-work"));
            new Packages(release, folder, work).write();
        } catch (ReleaseException e) {
            System.err.println("packages: " + e.getMessage());
            System.exit(1);
        }
    }

    private void write() throws IOException {
        FileTree everything = new FileTree().all(release.name() + "/", installation());
        List<Path> files = new ArrayList<>();
        Path tarball = file(files, release.name() + ".tar.gz");
        archives.tarball(everything, tarball);
        Path zip = file(files, release.name() + ".zip");
        archives.zip(everything, zip);
        Executable executable = Executable.of(release);
        if (executable.isCurrent()) {
            String name = release.name() + "-" + executable.platform();
            FileTree tree = executable.binAndLicences().all("", documents());
            archives.smallTarball(new FileTree().all(name + "/", tree), file(files, name + ".tar.xz"));
        }
        new DebianPackage(release, program, archives)
                .write(file(files, "sild_" + release.debianVersion() + "_all.deb"), work);
        archives.tarball(NpmPackage.tree(release, program), file(files, "sild-npm-" + release.version() + ".tgz"));
        Map<String, String> sums = Map.of(
                "TARBALL", tarball.getFileName().toString(),
                "TARBALL_SHA256", Sums.of(tarball),
                "ZIP", zip.getFileName().toString(),
                "ZIP_SHA256", Sums.of(zip));
        for (Map.Entry<String, String> manifest : MANIFESTS.entrySet()) {
            Files.writeString(
                    file(files, manifest.getKey()),
                    Template.of(release.source(manifest.getValue()), release).fill(sums));
        }
        Files.copy(release.built("sild-cli.cdx.json"), file(files, release.name() + ".cdx.json"));
        Files.writeString(
                folder.resolve("SHA256SUMS"), Sums.list(files.stream().sorted().toList()));
    }

    private Path file(List<Path> files, String name) {
        Path file = folder.resolve(name);
        files.add(file);
        return file;
    }

    /** What is unpacked to a folder of the user's choice. */
    private FileTree installation() throws IOException {
        FileTree tree = program.binAndLib().all("", documents());
        tree.link("bin/kubectl-sild", "sild");
        return tree.program("bin/sild.cmd", Files.readAllBytes(release.source("sild.cmd")));
    }

    /** Manual, completion and licences. */
    private FileTree documents() {
        FileTree tree = program.licences();
        tree.texts("share/man/man1/", program.manual());
        Map<String, String> completions = program.completions();
        tree.file("share/bash-completion/completions/sild", completions.get("sild"));
        tree.file("share/zsh/site-functions/_sild", completions.get("_sild"));
        tree.file("share/fish/vendor_completions.d/sild.fish", completions.get("sild.fish"));
        return tree;
    }
}
