package dev.sild.cli.status;

/**
 * The words for the settings behind failures, in the text that describes an application.
 *
 * @param where the text itself
 * @param storageClass the class of volumes
 * @param memory the limit of a container's memory
 * @param requests what a container is guaranteed
 * @param nodes the labels that a node must have
 * @param otherNodes what follows about another way to choose nodes; may be empty
 * @param tolerations which taints are tolerated
 * @param pullSecrets the Secrets with the credentials of registries
 * @param restricted how pods meet the restricted Pod Security Standard
 */
record SpecTerms(
        String where,
        String storageClass,
        String memory,
        String requests,
        String nodes,
        String otherNodes,
        String tolerations,
        String pullSecrets,
        String restricted) {
    /** A custom resource. */
    static final SpecTerms STACK = new SpecTerms(
            "spec",
            "storage.storageClassName, and delete the claim that waits and its StatefulSet",
            "resources.limits.memory",
            "resources.requests",
            "placement.nodeSelector",
            "or placement.affinity",
            "placement.tolerations",
            "imagePullSecrets",
            "use podSecurity: Restricted and a user other than 0 in the spec");

    /** A compose file, which is converted and applied again. */
    static final SpecTerms PROJECT = new SpecTerms(
            "compose file",
            "--storage-class or x-sild: {class: NAME} of the volume, and delete the claim that waits",
            "deploy.resources.limits.memory",
            "deploy.resources.reservations",
            "deploy.placement.constraints",
            "",
            "tolerations by x-sild.patches",
            "--image-pull-secret",
            "convert with --security restricted, and set a user other than 0");
}
