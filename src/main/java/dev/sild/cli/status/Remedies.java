package dev.sild.cli.status;

import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.symptoms.Symptom;

/** What to do about the causes of failures. */
final class Remedies {
    private Remedies() {}

    /** Returns what to do about a symptom. */
    static String of(Symptom symptom, String namespace) {
        String n = "kubectl -n " + namespace + " ";
        String object = symptom.object().replaceFirst("^([A-Za-z]+)/", "$1 ");
        return switch (symptom.kind()) {
            case NO_POD -> noPod(symptom, n);
            case NO_VOLUME ->
                symptom.message().contains("storageclass")
                        ? "choose a class of the cluster in storage.storageClassName: kubectl get storageclasses"
                        : n + "describe " + object;
            case NO_NODE ->
                symptom.message().contains("affinity") || symptom.message().contains("selector")
                        ? "change placement.nodeSelector, or label a node: kubectl get nodes --show-labels"
                        : symptom.message().contains("taint")
                                ? "add placement.tolerations, or remove the taint: kubectl describe nodes"
                                : symptom.message().contains("Insufficient")
                                        ? "lower resources.requests, or add a node: kubectl describe nodes"
                                        : n + "describe " + object;
            case IMAGE ->
                "check name and tag of the image, whether it was pushed, and imagePullSecrets for a private registry";
            case CONFIGURATION ->
                symptom.message().contains("not found")
                        ? "create it, or correct its name in the spec: " + n + "get secrets,configmaps"
                        : n + "describe " + object;
            case MOUNT ->
                symptom.message().contains("not found")
                        ? "create it, or correct its name in the spec: " + n + "get secrets,configmaps,pvc"
                        : n + "describe " + object;
            case CRASH ->
                symptom.message().contains("OOMKilled")
                        ? "raise resources.limits.memory"
                        : n + "logs " + symptom.object().replaceFirst("^Pod/", "") + " -c " + symptom.container()
                                + " --previous";
            case EVICTED -> "give the node more room, or raise resources.requests: kubectl describe nodes";
            case PROBE ->
                "correct the probe in the spec, or the program: " + n + "logs "
                        + symptom.object().replaceFirst("^Pod/", "") + " -c " + symptom.container();
        };
    }

    private static String noPod(Symptom symptom, String kubectl) {
        String message = symptom.message();
        return message.contains("exceeded quota")
                ? "raise the quota, or request less: " + kubectl + "describe quota"
                : message.contains("PodSecurity")
                        ? "use podSecurity: Restricted in the spec, or let the namespace allow the pod's level"
                        : message.contains("serviceaccount") || message.contains("service account")
                                ? "create the service account, or correct serviceAccountName"
                                : message.contains("limitrange") || message.contains("LimitRange")
                                        ? "change resources in the spec: " + kubectl + "describe limits"
                                        : "change the spec, or the policy that denies the pod";
    }

    /** Returns what to do where the operator itself cannot go on. */
    static String of(Reason reason) {
        return switch (reason) {
            case CONFLICT -> "delete or rename that object, or let the stack adopt it; see docs/operator.md";
            case FIELD_CONTESTED -> "stop the manager that changes the field";
            case IMMUTABLE_FIELD -> "revert the change of the spec";
            case CAPABILITY_MISSING -> "install what is missing, or change the spec";
            case NOT_ALLOWED -> "remove it from the spec, or ask the administrator for that chart value";
            case REJECTED -> "fix what the API server reports: a right of the operator, a quota or an admission policy";
            case INVALID_SPEC -> "correct the spec";
            case SECRET_LOST -> "restore the Secret; see docs/operator.md";
            case API_UNAVAILABLE -> "check the API server, and the rights of the operator";
            default -> "";
        };
    }
}
