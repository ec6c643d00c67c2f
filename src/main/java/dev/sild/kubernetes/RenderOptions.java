package dev.sild.kubernetes;

import java.util.Optional;

/**
 * How an application is rendered.
 *
 * @param target who reads the objects
 * @param namespace the namespace of every object, which is then made too; empty for the reader's current one
 * @param singlePod for {@link Target#PODMAN}: whether everything runs in one pod
 * @param restricted whether pods get what a namespace asks that admits none but restricted ones
 */
public record RenderOptions(Target target, Optional<String> namespace, boolean singlePod, boolean restricted) {}
