package dev.sild.works;

import dev.sild.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether containers can write to what they mount, by emitted objects alone: {@code yes}, {@code no} or
 * {@code unknown}.
 */
final class EmittedAccess {
    private final List<Map<String, Object>> objects;

    EmittedAccess(List<Map<String, Object>> objects) {
        this.objects = objects;
    }

    /** Returns an answer for each mount of a container that is a volume with data, by its path. */
    Map<String, String> of(Map<String, Object> workload, Map<String, Object> template, Map<String, Object> container) {
        Map<String, Map<String, Object>> volumes = new LinkedHashMap<>();
        for (Object claim : Tree.list(workload, "spec", "volumeClaimTemplates")) {
            volumes.put(Tree.text(claim, "metadata", "name"), Map.of("claim", claim));
        }
        Tree.list(template, "spec", "volumes").forEach(each -> volumes.put(Tree.text(each, "name"), Tree.map(each)));
        Map<String, String> answers = new LinkedHashMap<>();
        for (Object mount : Tree.list(container, "volumeMounts")) {
            Map<String, Object> volume = volumes.get(Tree.text(mount, "name"));
            if (volume != null
                    && !volume.containsKey("configMap")
                    && !volume.containsKey("secret")
                    && !volume.containsKey("projected")) {
                answers.put(Tree.text(mount, "mountPath"), answer(template, container, mount, volume));
            }
        }
        return answers;
    }

    private String answer(
            Map<String, Object> template, Map<String, Object> container, Object mount, Map<String, Object> volume) {
        if (Tree.text(mount, "readOnly").equals("true")
                || volume.containsKey("image")
                || Tree.text(volume, "nfs", "readOnly").equals("true")) {
            return "no";
        }
        String user = Tree.text(container, "securityContext", "runAsUser");
        boolean group =
                !Tree.text(template, "spec", "securityContext", "fsGroup").isEmpty();
        if (volume.containsKey("hostPath")) {
            boolean mapped = Tree.text(template, "spec", "hostUsers").equals("false");
            return user.equals("0") && !mapped ? "yes" : "unknown";
        }
        if (volume.containsKey("emptyDir")) {
            boolean copied = mountsOf(template, volume, "/sild-seed");
            return !copied || group || user.equals("0") ? "yes" : "unknown";
        }
        Object claim = claim(volume);
        if (volume.containsKey("nfs") || isNfs(claim)) {
            return "unknown";
        }
        boolean shared = Tree.list(claim, "spec", "accessModes").contains("ReadWriteMany");
        boolean prepared = !Tree.text(mount, "subPath").isEmpty() && mountsOf(template, volume, "/sild-volume/");
        if (group && !shared || user.equals("0") || prepared) {
            return "yes";
        }
        return user.isEmpty() || group || isFilled(volume) ? "unknown" : "no";
    }

    private Object claim(Map<String, Object> volume) {
        if (volume.containsKey("claim")) {
            return volume.get("claim");
        }
        String name = Tree.text(volume, "persistentVolumeClaim", "claimName");
        return objects.stream()
                .filter(object -> Tree.text(object, "kind").equals("PersistentVolumeClaim")
                        && Tree.text(object, "metadata", "name").equals(name))
                .findFirst()
                .orElse(Map.of());
    }

    private boolean isNfs(Object claim) {
        String name = Tree.text(claim, "spec", "volumeName");
        return objects.stream()
                .anyMatch(object -> Tree.text(object, "kind").equals("PersistentVolume")
                        && Tree.text(object, "metadata", "name").equals(name)
                        && Tree.at(object, "spec", "nfs") != null);
    }

    /** Whether a pod of any workload fills the claim from an image. */
    private boolean isFilled(Map<String, Object> volume) {
        String claim = Tree.text(volume, "persistentVolumeClaim", "claimName");
        for (Map<String, Object> object : objects) {
            Map<String, Object> template = Tree.map(object, "spec", "template");
            List<Map<String, Object>> same = new ArrayList<>();
            Tree.list(template, "spec", "volumes").stream()
                    .map(Tree::map)
                    .filter(each -> Tree.text(each, "persistentVolumeClaim", "claimName")
                            .equals(claim))
                    .forEach(same::add);
            if (!claim.isEmpty() && same.stream().anyMatch(each -> mountsOf(template, each, "/sild-seed"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mountsOf(Map<String, Object> template, Map<String, Object> volume, String path) {
        String name = volume.containsKey("claim")
                ? Tree.text(volume, "claim", "metadata", "name")
                : Tree.text(volume, "name");
        return Tree.list(template, "spec", "initContainers").stream()
                .flatMap(init -> Tree.list(init, "volumeMounts").stream())
                .anyMatch(mount -> Tree.text(mount, "name").equals(name)
                        && Tree.text(mount, "mountPath").startsWith(path));
    }
}
