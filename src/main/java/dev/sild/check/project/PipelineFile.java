package dev.sild.check.project;

import java.util.List;

/**
 * A file that tells a CI server what to do: a workflow of GitHub Actions, a pipeline of GitLab or a Jenkinsfile.
 *
 * @param name its name, as it is shown to the user
 * @param lines its text
 */
public record PipelineFile(String name, List<String> lines) {
    public PipelineFile {
        lines = List.copyOf(lines);
    }
}
