package dev.sild.pipeline;

import dev.sild.pipeline.Pipeline.Builder;

/** The images that steps run in, on servers that run each step in a container. */
final class ToolImages {
    static final String DOCKER = "docker.io/library/docker:28-cli";
    static final String DOCKER_DAEMON = "docker.io/library/docker:28-dind";
    static final String PODMAN = "quay.io/podman/stable:v5.8.2";
    static final String TRIVY = "docker.io/aquasec/trivy:0.74.0";
    /** Has git and cosign as packages. */
    static final String ALPINE = "docker.io/library/alpine:3.22";

    static final String GIT = "docker.io/alpine/git:v2.49.1";
    /** Has kubectl and a shell. */
    static final String KUBECTL = "docker.io/alpine/k8s:1.34.0";

    private ToolImages() {}

    static String builder(Builder builder) {
        return builder == Builder.DOCKER ? DOCKER : PODMAN;
    }
}
