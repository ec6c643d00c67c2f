package dev.sild.stacks.shared;

import dev.sild.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of the Pod Security level {@code restricted} for pods on Linux.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a>
 */
final class RestrictedPods {
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    private RestrictedPods() {}

    /** Returns what the level forbids in the template of a pod. */
    static List<String> violations(Map<String, Object> template) {
        List<String> violations = new ArrayList<>();
        Map<String, Object> spec = Tree.map(template, "spec");
        Stream.of("hostNetwork", "hostPID", "hostIPC")
                .filter(name -> Boolean.TRUE.equals(spec.get(name)))
                .forEach(violations::add);
        for (Map<String, Object> volume : Tree.list(spec, "volumes")) {
            volume.keySet().stream()
                    .filter(key -> !key.equals("name") && !VOLUMES.contains(key))
                    .forEach(violations::add);
        }
        Stream.concat(Tree.list(spec, "initContainers").stream(), Tree.list(spec, "containers").stream())
                .forEach(container -> check(container, spec, violations));
        return violations;
    }

    private static void check(Map<String, Object> container, Map<String, Object> pod, List<String> violations) {
        String name = Tree.text(container, "name") + ": ";
        Map<String, Object> own = Tree.map(container, "securityContext");
        Map<String, Object> ofPod = Tree.map(pod, "securityContext");
        if (Boolean.TRUE.equals(own.get("privileged"))) {
            violations.add(name + "privileged");
        }
        if (!Boolean.FALSE.equals(own.get("allowPrivilegeEscalation"))) {
            violations.add(name + "allowPrivilegeEscalation");
        }
        if (!Tree.texts(own, "capabilities", "drop").contains("ALL")
                || !Set.of("NET_BIND_SERVICE").containsAll(Tree.texts(own, "capabilities", "add"))) {
            violations.add(name + "capabilities");
        }
        if (!Boolean.TRUE.equals(own.getOrDefault("runAsNonRoot", ofPod.get("runAsNonRoot")))) {
            violations.add(name + "runAsNonRoot");
        }
        if (Integer.valueOf(0).equals(own.getOrDefault("runAsUser", ofPod.get("runAsUser")))) {
            violations.add(name + "runAsUser 0");
        }
        Object seccomp = own.getOrDefault("seccompProfile", ofPod.get("seccompProfile"));
        if (!Set.of("RuntimeDefault", "Localhost").contains(Tree.text(seccomp, "type"))) {
            violations.add(name + "seccompProfile");
        }
        if (Tree.list(container, "ports").stream().anyMatch(port -> port.containsKey("hostPort"))) {
            violations.add(name + "hostPort");
        }
    }
}
