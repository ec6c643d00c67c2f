package dev.sild.compose.load;

import dev.sild.compose.ComposeProject;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small projects on disk, and short ways to look into them. */
public final class ProjectFolders {
    private ProjectFolders() {}

    /** Writes files, given as name and content by turns, and loads the project. */
    public static ComposeProject load(Path folder, String... files) throws IOException, InputException {
        write(folder, files);
        return ProjectLoader.load(LoadRequest.of(folder));
    }

    /** Writes files and returns what is said about them when they are refused. */
    public static List<Finding> refused(Path folder, String... files) throws IOException {
        write(folder, files);
        return refused(LoadRequest.of(folder));
    }

    public static List<Finding> refused(LoadRequest request) {
        try {
            ProjectLoader.load(request);
        } catch (InputException refused) {
            return refused.findings();
        }
        throw new AssertionError("was not refused");
    }

    public static void write(Path folder, String... files) throws IOException {
        for (int i = 0; i < files.length; i += 2) {
            Path file = folder.resolve(files[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, files[i + 1]);
        }
    }

    /** Returns what stands at a path such as {@code services.a.ports.0.target}. */
    static Node at(ComposeProject project, String path) {
        Node node = project.root();
        for (String step : path.split("\\.")) {
            node = node instanceof ListNode list
                    ? list.items().get(Integer.parseInt(step))
                    : ((MapNode) node).get(step);
        }
        return node;
    }

    public static ScalarNode scalar(ComposeProject project, String path) {
        return (ScalarNode) at(project, path);
    }

    static String place(Node node) {
        return node.position().file() + ":" + node.position().line() + ":"
                + node.position().column();
    }
}
