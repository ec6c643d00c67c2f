package dev.sild.compose.load.files;

import dev.sild.compose.ComposeFileName;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What no container is meant to have of a folder that has it. */
final class LeftOut {
    /** What version control keeps: the history of everything, and credentials of remote places. */
    private static final Set<String> VERSION_CONTROL = Set.of(".git", ".hg", ".svn");

    /** What package managers and interpreters put beside sources on this machine, for this machine. */
    private static final Set<String> OF_THIS_MACHINE =
            Set.of("node_modules", "bower_components", ".venv", "__pycache__");

    /** What file managers, editors, code hosts and test runners put beside anything. */
    private static final Set<String> OF_TOOLS = Set.of(
            ".DS_Store",
            "Thumbs.db",
            "desktop.ini",
            ".idea",
            ".vscode",
            ".vs",
            ".github",
            ".gitmodules",
            ".mypy_cache",
            ".pytest_cache",
            ".ruff_cache");

    /** In a virtual environment of Python: a folder of packages for this machine, whatever its name. */
    private static final String ENVIRONMENT = "pyvenv.cfg";

    private final Set<Path> own;
    private final Set<Path> folders;
    private final Set<String> names;

    /**
     * Makes it for a project.
     *
     * @param own the files that describe the project
     */
    LeftOut(List<Path> own) {
        this.own = new HashSet<>(own.stream().map(RealPaths::of).toList());
        folders = this.own.stream().map(Path::getParent).collect(Collectors.toSet());
        names = this.own.stream().map(LeftOut::name).collect(Collectors.toSet());
    }

    /** Whether a folder has that name in which version control keeps things. */
    static boolean isOfVersionControl(String name) {
        return VERSION_CONTROL.contains(name);
    }

    /** Whether a folder with such names in it is left out with all that is in it. */
    static boolean isEnvironment(Set<String> names) {
        return names.contains(ENVIRONMENT);
    }

    /**
     * Whether a file or folder is left out.
     *
     * @param link whether it is a link, which may lead to a file of the project
     */
    boolean has(Path path, boolean link) {
        String name = name(path);
        return VERSION_CONTROL.contains(name)
                || OF_THIS_MACHINE.contains(name)
                || OF_TOOLS.contains(name)
                // To find where a path really leads takes longer than all the rest.
                || (link || names.contains(name)) && own.contains(RealPaths.of(path))
                // Beside a file that describes the project, another one describes it as well.
                || ComposeFileName.isOne(name)
                        && folders.contains(RealPaths.of(path).getParent());
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
