package dev.sild.pipeline;

import dev.sild.model.ImageBuild;
import java.util.List;

/**
 * What a pipeline does with a project.
 *
 * @param project the project's name
 * @param folder the project's folder from the root of the repository; {@code .} for the root itself
 * @param input the arguments that name the project to {@code sild}, from the root of the repository
 * @param images the images that the project builds, in the order in which they are built
 * @param prefix the registry and path that the images are pushed to
 * @param branch the branch whose commits are delivered
 * @param variables the variables that a conversion needs and that no file of the repository sets
 * @param convert further options of {@code sild convert}
 * @param delivery where the manifests go
 * @param builder the program that builds images
 * @param checks what is done with each image besides building it
 * @param tools where the programs of the pipeline come from
 */
public record Pipeline(
        String project,
        String folder,
        List<String> input,
        List<Image> images,
        String prefix,
        String branch,
        List<Variable> variables,
        List<String> convert,
        Delivery delivery,
        Builder builder,
        Checks checks,
        Tools tools) {

    /**
     * An image to build.
     *
     * @param name a short name for it, unique in the pipeline: lower-case letters, digits and dashes
     * @param reference its name at the registry, without a tag
     * @param build how it is built
     * @param tests the stages of its Dockerfile that test the code, in order
     */
    public record Image(String name, String reference, ImageBuild build, List<String> tests) {
        public Image {
            tests = List.copyOf(tests);
        }
    }

    /**
     * A variable of the project's files.
     *
     * @param secret whether its value is a secret
     */
    public record Variable(String name, boolean secret) {}

    /** What builds images. */
    public enum Builder {
        /** docker with buildx, which needs its daemon. */
        DOCKER,
        PODMAN
    }

    /**
     * What is done with each image besides building it.
     *
     * @param scan whether known vulnerabilities stop it
     * @param sbom whether its packages are listed
     * @param sign whether it is signed
     */
    public record Checks(boolean scan, boolean sbom, boolean sign) {}

    /**
     * Where the programs of the pipeline come from.
     *
     * @param sildImage the image with {@code sild}
     * @param sildAction the GitHub action that installs {@code sild}; empty to run the image
     * @param pinned whether actions are named by commit
     */
    public record Tools(String sildImage, String sildAction, boolean pinned) {}

    /** Where the manifests go. */
    public sealed interface Delivery permits GitOps, Apply, Keep {}

    /**
     * Into a repository that Argo CD, Flux or another program applies.
     *
     * @param url the address that git clones
     * @param branch the branch that is applied
     * @param path the folder of the manifests in it, without a slash at its end
     */
    public record GitOps(String url, String branch, String path) implements Delivery {
        /** Whether git asks for a name and password there. */
        boolean hasPassword() {
            return url.startsWith("https://");
        }
    }

    /** Into a cluster, by kubectl. */
    public record Apply() implements Delivery {}

    /** Nowhere: they are kept with the results of the run. */
    public record Keep() implements Delivery {}

    public Pipeline {
        input = List.copyOf(input);
        images = List.copyOf(images);
        variables = List.copyOf(variables);
        convert = List.copyOf(convert);
    }

    /** Returns the host of the registry; empty for Docker Hub. */
    String registry() {
        String first = prefix.split("/", 2)[0];
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : "";
    }

    /** Whether values of secrets never reach the pipeline, since they are set in the cluster. */
    boolean leavesOutSecrets() {
        return !(delivery instanceof Apply);
    }
}
