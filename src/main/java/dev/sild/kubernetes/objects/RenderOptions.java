package dev.sild.kubernetes.objects;

import java.util.Map;
import java.util.Optional;

/**
 * How an application is rendered.
 *
 * @param target who reads the objects
 * @param namespace the namespace of every object, which is then made too; empty for the reader's current one
 * @param singlePod for {@link Target#PODMAN}: whether everything runs in one pod
 * @param restricted whether pods of no level of security get what a namespace asks that admits none but restricted ones
 * @param monitoring how Prometheus finds whose figures it is to fetch
 * @param identities the current identity of each Secret by its name, and of each externally created ConfigMap by
 *     {@link #identityOfConfigMap}: pods that read it roll when this changes. Never its content, nor a hash of that
 * @param played for {@link Target#PODMAN}: whether Sild itself plays the pods, each separately on the application's
 *     networks, and checks their health: the player then handles their names and readiness probes
 */
public record RenderOptions(
        Target target,
        Optional<String> namespace,
        boolean singlePod,
        boolean restricted,
        Monitoring monitoring,
        Map<String, String> identities,
        boolean played) {

    /** How Prometheus finds whose figures it is to fetch. */
    public enum Monitoring {
        /** By annotations of pods, which the configuration of Prometheus must look for. */
        ANNOTATIONS,
        /** By ServiceMonitors, which the Prometheus operator looks for. */
        SERVICE_MONITORS,
        /**
         * By both: then the pods are the same with and without the Prometheus operator, and do not start again for it.
         */
        BOTH
    }

    public RenderOptions {
        identities = Map.copyOf(identities);
    }

    /** Makes those of one who fetches no figures and knows no Secret. */
    public RenderOptions(Target target, Optional<String> namespace, boolean singlePod, boolean restricted) {
        this(target, namespace, singlePod, restricted, Monitoring.ANNOTATIONS, Map.of(), false);
    }

    /** Returns those of pods that Sild itself plays with podman. */
    public static RenderOptions ofPlayed() {
        return new RenderOptions(Target.PODMAN, Optional.empty(), false, false, Monitoring.ANNOTATIONS, Map.of(), true);
    }

    /** Returns the key of a ConfigMap among the identities; no Secret has such a name. */
    public static String identityOfConfigMap(String name) {
        return "configmap/" + name;
    }

    /**
     * Returns the options for a stack of whose Secrets nothing is known: objects for a cluster, in the namespace that
     * they are applied to.
     */
    public static RenderOptions ofStack(Monitoring monitoring) {
        return new RenderOptions(Target.KUBERNETES, Optional.empty(), false, false, monitoring, Map.of(), false);
    }

    /** Returns the same with the identities of what pods read. */
    public RenderOptions with(Map<String, String> others) {
        return new RenderOptions(target, namespace, singlePod, restricted, monitoring, others, played);
    }
}
