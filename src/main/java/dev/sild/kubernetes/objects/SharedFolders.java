package dev.sild.kubernetes.objects;

import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Mount;
import dev.sild.model.Placement;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The folders of a node that components write their data to, each by the name of the first volume that is that folder
 * or one around it. What runs on every node, or is tied to a node, sees the folders of that node, and shares none.
 */
final class SharedFolders {
    private final Map<String, String> folders = new HashMap<>();
    private final Set<String> written = new HashSet<>();

    SharedFolders(Application application) {
        Map<String, String> first = new HashMap<>();
        Map<String, String> paths = new HashMap<>();
        for (Volume volume : application.volumes()) {
            if (volume instanceof Volume.HostPath host && !host.isOfSystem()) {
                first.putIfAbsent(host.path(), host.name());
                paths.put(host.name(), host.path());
            }
        }
        paths.forEach((name, path) -> folders.put(name, first.get(outermost(path, first.keySet()))));
        for (Component component : application.components()) {
            if (isTiedToNodes(component)) {
                continue;
            }
            for (Mount mount : component.mounts()) {
                if (!mount.readOnly()
                        && mount.source() instanceof Mount.OfVolume of
                        && folders.containsKey(of.name())) {
                    written.add(folders.get(of.name()));
                }
            }
        }
    }

    /** Whether a component's own placement says which nodes its pods are on, so that no other can. */
    private static boolean isTiedToNodes(Component component) {
        return component.workload() instanceof Workload.PerNode
                || component.placement().mostPerNode() == 1
                || component.placement().nodes().stream()
                        .anyMatch(rule -> rule.label().equals("kubernetes.io/hostname")
                                && rule.operator() == Placement.Operator.EQUAL);
    }

    private static String outermost(String path, Set<String> all) {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (all.contains(path.substring(0, slash))) {
                return path.substring(0, slash);
            }
        }
        return path;
    }

    /** Returns those of a component, given the names of all that it mounts. */
    Set<String> of(Component component, Set<String> mounted) {
        Set<String> shared = new LinkedHashSet<>();
        if (!isTiedToNodes(component)) {
            for (String name : mounted) {
                String folder = folders.get(name);
                if (folder != null && written.contains(folder)) {
                    shared.add(folder);
                }
            }
        }
        return shared;
    }
}
