package dev.sild.cli.status;

import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.symptoms.Symptom;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What to do about the causes of failures. */
final class Remedies {
    private static final Pattern NO_REGISTRY =
            Pattern.compile("no such host|i/o timeout|connection refused|no route to host|server misbehaving");
    private static final Pattern NO_ACCESS =
            Pattern.compile("(?i)unauthorized|authentication required|access denied|denied|forbidden");
    private static final Pattern STATUS_CODE = Pattern.compile("statuscode: [45]\\d\\d");
    private static final Pattern QUOTA =
            Pattern.compile("exceeded quota: ([-.a-z0-9]+), requested: (.*), used: .*, limited: (.*)");
    private static final Pattern COUNTS = Pattern.compile("pods=|count/|services=|secrets=|configmaps=");
    private static final Pattern MISSING = Pattern.compile("(secret|configmap) \"([-.a-z0-9]+)\" not found");

    private final String n;
    private final SpecTerms terms;

    /** @param terms the words of the text in which the application is written down */
    Remedies(String namespace, SpecTerms terms) {
        n = "kubectl -n " + namespace + " ";
        this.terms = terms;
    }

    /** Returns what to do about a symptom. */
    String of(Symptom symptom, Wanted wanted) {
        String describe = n + "describe " + symptom.object().replaceFirst("^([A-Za-z]+)/", "$1 ");
        String log = n + "logs " + symptom.object().replaceFirst("^Pod/", "") + " -c " + symptom.container();
        String message = symptom.message();
        return switch (symptom.kind()) {
            case NO_POD -> noPod(message);
            case NO_VOLUME ->
                message.contains("storageclass")
                        ? "choose a class of the cluster in " + terms.storageClass() + ": kubectl get storageclasses"
                        : describe;
            case NO_NODE -> noNode(message, wanted).orElse(describe);
            case IMAGE -> image(message);
            case CONFIGURATION -> message.contains("not found") ? missing(message, wanted) : describe;
            case MOUNT ->
                message.contains("not found")
                        ? "create it, or correct its name in the " + terms.where() + ": " + n
                                + "get secrets,configmaps,pvc"
                        : describe;
            case CRASH ->
                message.contains("OOMKilled")
                        ? "raise " + terms.memory()
                        : "read why it ended, and correct its files, variables or arguments in the " + terms.where()
                                + ": " + log + " --previous";
            case EVICTED -> "give the node more room, or raise " + terms.requests() + ": kubectl describe nodes";
            case PROBE ->
                STATUS_CODE.matcher(message).find()
                        ? "the program answers, but with an error: correct the probe "
                                + in(wanted.request(symptom.container())) + "in the " + terms.where() + "; " + log
                        : "correct the probe " + in(wanted.request(symptom.container())) + "in the " + terms.where()
                                + ", or the program: " + log;
        };
    }

    private String noPod(String message) {
        if (message.contains("exceeded quota")) {
            return quota(message);
        }
        if (message.contains("PodSecurity")) {
            return terms.restricted() + ";"
                    + " or ask an administrator to change pod-security.kubernetes.io/enforce of the namespace";
        }
        if (message.contains("serviceaccount") || message.contains("service account")) {
            return "create the service account, or correct serviceAccountName";
        }
        return message.contains("limitrange") || message.contains("LimitRange")
                ? "change resources in the " + terms.where() + ": " + n + "describe limits"
                : "change the " + terms.where() + ", or the policy that denies the pod";
    }

    /** Fewer pods or smaller ones fit into some quotas only. */
    private String quota(String message) {
        Matcher quota = QUOTA.matcher(message);
        String ask = "ask an administrator to raise the quota";
        if (!quota.find()) {
            return "lower replicas or resources, or " + ask + ": " + n + "describe quota";
        }
        String describe = n + "describe quota " + quota.group(1);
        if (Pattern.compile("=0(?:,|$)").matcher(quota.group(3)).find()) {
            return ask + ", which allows none of them: " + describe;
        }
        String less = COUNTS.matcher(quota.group(2)).find() ? "replicas" : "resources or replicas";
        return "lower " + less + ", or " + ask + ": " + describe;
    }

    private Optional<String> noNode(String message, Wanted wanted) {
        if (message.contains("volume node affinity")) {
            return Optional.empty();
        }
        if (message.contains("anti-affinity")) {
            return Optional.of("change " + "the rules that keep pods apart in the " + terms.where()
                    + ", or add a node: kubectl get nodes");
        }
        if (message.contains("affinity") || message.contains("selector")) {
            return Optional.of("change "
                    + (terms.nodes() + " " + in(wanted.nodeLabels()) + terms.otherNodes()).strip()
                    + ", or have a node labelled: kubectl label node NODE "
                    + (wanted.nodeLabels().isEmpty()
                            ? "KEY=VALUE"
                            : wanted.nodeLabels().replace(',', ' ')));
        }
        if (message.contains("taint")) {
            return Optional.of("add " + terms.tolerations() + ", or remove the taint: kubectl describe nodes");
        }
        return message.contains("Insufficient")
                ? Optional.of("lower " + terms.requests() + ", or add a node: kubectl describe nodes")
                : Optional.empty();
    }

    /** The registry's answer tells which of the usual causes it is. */
    private String image(String message) {
        if (NO_REGISTRY.matcher(message).find()) {
            return message.contains("no such host")
                    ? "correct the registry's name in the image: the nodes' name server does not know it"
                    : "check the registry's name in the image, and whether the nodes can connect to it";
        }
        if (NO_ACCESS.matcher(message).find()) {
            return "check " + terms.pullSecrets() + ", and whether the image's name is right";
        }
        return "check name and tag of the image, whether it was pushed, and " + terms.pullSecrets()
                + " for a private registry";
    }

    private String missing(String message, Wanted wanted) {
        Matcher object = MISSING.matcher(message);
        if (!object.find()) {
            return "create it, or correct its name in the " + terms.where() + ": " + n + "get secrets,configmaps";
        }
        List<String> keys = wanted.keys(object.group(2));
        String literals = (keys.isEmpty() ? List.of("KEY") : keys)
                .stream().map(key -> " --from-literal=" + key + "=VALUE").collect(Collectors.joining());
        return "correct its name in the " + terms.where() + ", or create it: " + n + "create "
                + (object.group(1).equals("secret") ? "secret generic " : "configmap ") + object.group(2) + literals;
    }

    private static String in(String words) {
        return words.isEmpty() ? "" : "(" + words + ") ";
    }

    /** Returns what to do where the operator itself cannot go on. */
    static String of(Reason reason) {
        return switch (reason) {
            case CONFLICT -> "delete or rename that object, or let the stack adopt it; see docs/operator.md";
            case FIELD_CONTESTED -> "stop the manager that changes the field";
            case IMMUTABLE_FIELD -> "revert the change of the spec";
            case CAPABILITY_MISSING ->
                "remove what needs it from the spec, or ask an administrator to allow or install it";
            case NOT_ALLOWED -> "remove it from the spec, or ask the administrator for that chart value";
            case REJECTED -> "fix what the API server reports: a right of the operator, a quota or an admission policy";
            case INVALID_SPEC -> "correct the spec";
            case SECRET_LOST -> "restore the Secret; see docs/operator.md";
            case API_UNAVAILABLE -> "check the API server, and the rights of the operator";
            default -> "";
        };
    }
}
