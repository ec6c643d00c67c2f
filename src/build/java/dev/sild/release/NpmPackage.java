package dev.sild.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The package for npm: scripts in JavaScript that run the launcher, which npm cannot install itself on Windows. */
final class NpmPackage {
    /** npm unpacks everything but this folder. */
    private static final String FOLDER = "package/";
    /** What it is called by. An npm package contains no links, so each has files of its own. */
    private static final List<String> NAMES = List.of("sild", "kubectl-sild");

    private NpmPackage() {}

    static FileTree tree(Release release, Program program) throws IOException {
        Path sources = release.source("npm");
        FileTree tree = program.binAndLib().all("", program.licences());
        for (String name : NAMES) {
            tree.program("bin/" + name, program.launcher());
            tree.program("bin/" + name + ".js", Files.readAllBytes(sources.resolve("sild.js")));
        }
        tree.file(
                "package.json",
                Template.of(sources.resolve("package.json"), release).fill(Map.of()));
        tree.file("README.md", Files.readAllBytes(sources.resolve("README.md")));
        return new FileTree().all(FOLDER, tree);
    }
}
