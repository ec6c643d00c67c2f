/**
 * The node tier: projects that docker-compose runs, with podman behind it, and that Kubernetes runs after a conversion.
 * What a program sees must be the same on both sides, and must stay when pods are replaced.
 *
 * <p>Run it with {@code ./mvnw verify -Pnode -Dsild.node.kubeconfig=FILE -Dsild.node.load=COMMAND}, as root. The
 * command gets the path of an image archive as its last argument and makes its images known to the node, for example
 * {@code kind load image-archive}. Each case has a namespace of its own, which is deleted afterwards.
 */
package dev.sild.node;
