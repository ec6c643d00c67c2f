package dev.sild.output;

import dev.sild.model.ImageBuild;
import dev.sild.output.files.OutputFile;
import dev.sild.syntax.ShellText;
import dev.sild.syntax.YamlComment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A script for any POSIX shell that builds the images of a project and pushes them.
 *
 * @param place where it goes
 * @param shown how the user named that place
 * @param folder the project's folder
 * @param project the project's name
 * @param builds what it builds, in order
 */
public record BuildScript(Path place, String shown, Path folder, String project, List<ImageBuild> builds) {
    private static final String HEAD = """
      #!/bin/sh
      %s#
      #   BUILDER   docker (with buildx) or podman; docker without it
      #   PUSH      no: the images stay on this machine
      set -eu

      builder=${BUILDER:-docker}
      push=${PUSH:-yes}
      cd -- "$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)"/%s

      is_docker() {
        case ${builder##*/} in
          docker*) true ;;
          *) false ;;
        esac
      }

      # Builds an image with the options and from the context given; docker pushes it in one go.
      build() {
        if ! is_docker; then
          "$builder" build "$@"
        elif [ "$push" = no ]; then
          "$builder" buildx build --load "$@"
        else
          "$builder" buildx build --push "$@"
        fi
      }

      # Pushes each name of an image that podman has built.
      publish() {
        if is_docker || [ "$push" = no ]; then
          return 0
        fi
        for name do
          "$builder" push -- "$name"
        done
      }

      # Names an image of several platforms for podman, which keeps a list of images under that name.
      publish_list() {
        if is_docker || [ "$push" = no ]; then
          return 0
        fi
        list=$1
        for name do
          "$builder" manifest push --all -- "$list" "docker://$name"
        done
      }
      """;

    public BuildScript {
        builds = List.copyOf(builds);
    }

    /** Returns the file, written to {@code target}: the place, with its links followed. */
    OutputFile file(Path target) {
        Path beside = Objects.requireNonNull(place.toAbsolutePath().normalize().getParent(), "a file without a folder");
        Path relative = real(beside).relativize(real(folder));
        StringBuilder script = new StringBuilder(HEAD.formatted(
                YamlComment.line("Builds and pushes the images of " + project + ". Written by sild convert."),
                ShellText.word(relative.toString().isEmpty() ? "." : relative.toString())));
        builds.forEach(build -> append(build, script));
        return new OutputFile(target, shown, script.toString(), OutputFile.Mode.EXECUTABLE);
    }

    /**
     * Returns a path as {@code pwd -P} shows it, the links in it followed; the folders at its end may not be there yet.
     */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        for (Path above = absolute; above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                try {
                    return above.toRealPath()
                            .resolve(above.relativize(absolute))
                            .normalize();
                } catch (IOException unreadable) {
                    return absolute;
                }
            }
        }
        return absolute;
    }

    private static void append(ImageBuild build, StringBuilder script) {
        boolean list = build.platforms().size() > 1;
        List<String> names = new ArrayList<>(List.of(build.image()));
        names.addAll(build.tags());
        script.append('\n')
                .append(YamlComment.line(
                        build.origin().path() + " (" + build.origin().position() + ")"));
        build.variables().stream()
                .filter(ShellText::isName)
                .forEach(variable ->
                        script.append(": \"${").append(variable).append(":?is secret; set it in the environment}\"\n"));
        script.append("set --");
        if (!build.platforms().isEmpty()) {
            word(script, "--platform", ShellText.word(String.join(",", build.platforms())));
        }
        build.flags().stream().filter(flag -> !flag.onlyDocker()).forEach(flag -> word(script, flag));
        if (!list) {
            names.forEach(name -> word(script, "--tag", ShellText.word(name)));
        }
        script.append('\n');
        boolean onlyDocker = build.flags().stream().anyMatch(ImageBuild.Flag::onlyDocker);
        if (list || onlyDocker) {
            script.append("if is_docker; then\n  set -- \"$@\"");
            build.flags().stream().filter(ImageBuild.Flag::onlyDocker).forEach(flag -> word(script, flag));
            if (list) {
                names.forEach(name -> word(script, "--tag", ShellText.word(name)));
                script.append("\nelse\n  set -- \"$@\" --manifest ").append(ShellText.word(build.image()));
            }
            script.append("\nfi\n");
        }
        build.dockerfile()
                .ifPresent(text -> script.append("printf '%s\\n' ")
                        .append(ShellText.word(text))
                        .append(" | "));
        script.append("build ")
                .append(build.dockerfile().isPresent() ? "--file - " : "")
                .append("\"$@\" -- ")
                .append(ShellText.word(build.context()))
                .append('\n');
        script.append(list ? "publish_list" : "publish");
        names.forEach(name -> script.append(' ').append(ShellText.word(name)));
        script.append('\n');
    }

    private static void word(StringBuilder script, ImageBuild.Flag flag) {
        word(script, flag.name(), flag.value().map(ShellText::word).orElse(""));
    }

    private static void word(StringBuilder script, String option, String value) {
        script.append(" \\\n    ").append(option).append(value.isEmpty() ? "" : " " + value);
    }
}
