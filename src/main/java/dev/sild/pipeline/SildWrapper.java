package dev.sild.pipeline;

import dev.sild.pipeline.Pipeline.Builder;
import dev.sild.syntax.PipelineText;
import java.util.List;

/** A script named {@code sild} that runs Sild's image, for machines that have it only as that. */
final class SildWrapper {
    private SildWrapper() {}

    /**
     * Returns the commands that write it.
     *
     * @param folder the folder that it is written to, as a word of the shell
     * @param variables the variables that it hands over to the container
     */
    static String in(String folder, Pipeline pipeline, List<String> variables) {
        String engine = pipeline.builder() == Builder.DOCKER ? "docker" : "podman";
        StringBuilder run = new StringBuilder("exec " + engine + " run --rm --user \"$(id -u):$(id -g)\"");
        if (pipeline.builder() == Builder.PODMAN) {
            run.append(" --userns keep-id");
        }
        variables.stream().distinct().forEach(name -> run.append(" --env ").append(name));
        run.append(" --volume \"$PWD:$PWD\" --workdir \"$PWD\" ")
                .append(PipelineText.word(pipeline.tools().sildImage()))
                .append(" \"$@\"\n");
        return "mkdir -p " + folder + "\ncat > " + folder + "/sild <<'END'\n#!/bin/sh\n" + run + "END\nchmod +x "
                + folder + "/sild\n";
    }
}
