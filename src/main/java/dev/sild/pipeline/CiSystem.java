package dev.sild.pipeline;

import dev.sild.syntax.YamlComment;
import java.util.List;
import java.util.stream.Collectors;

/** The systems that run pipelines. */
public enum CiSystem {
    GITHUB("#"),
    GITLAB("#"),
    TEKTON("#"),
    JENKINS("//");

    private final String comment;

    CiSystem(String comment) {
        this.comment = comment;
    }

    /** Returns where the system looks for the pipeline of this project, from the root of the repository. */
    public String file(String project) {
        return switch (this) {
            case GITHUB -> ".github/workflows/" + project + ".yml";
            case GITLAB -> ".gitlab-ci.yml";
            case TEKTON -> ".tekton/" + project + ".yaml";
            case JENKINS -> "Jenkinsfile";
        };
    }

    /**
     * Returns the file of a pipeline.
     *
     * @param command the command line that writes it
     */
    public String write(Pipeline pipeline, String command) {
        List<String> head = PipelineHead.of(this, pipeline, command);
        return head.stream()
                        .map(line -> (comment + " " + YamlComment.part(line)).stripTrailing() + "\n")
                        .collect(Collectors.joining())
                + content(pipeline);
    }

    private String content(Pipeline pipeline) {
        return switch (this) {
            case GITHUB -> GithubWorkflow.of(pipeline);
            case GITLAB -> GitlabPipeline.of(pipeline);
            case TEKTON -> TektonPipeline.of(pipeline);
            case JENKINS -> Jenkinsfile.of(pipeline);
        };
    }
}
