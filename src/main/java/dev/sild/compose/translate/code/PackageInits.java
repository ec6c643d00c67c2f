package dev.sild.compose.translate.code;

import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The init containers that install the packages of a source tree in the volume that the tree is copied into, with the
 * package manager of the service's own image.
 */
public final class PackageInits {
    private static final String NAME = "install-packages";
    private static final String SCRIPT = "export HOME=/tmp; unset NODE_ENV; cd \"$0\" && exec \"$@\"";

    private final Map<String, List<Install>> byComponent = new HashMap<>();

    private record Install(Mount tree, String folder, List<String> command) {}

    /**
     * Notes packages of a component.
     *
     * @param tree the mount of the copy
     * @param folder where the packages are listed, as the container has it
     * @param command what installs them there
     */
    public void add(String component, Mount tree, String folder, List<String> command) {
        byComponent
                .computeIfAbsent(component, key -> new ArrayList<>(1))
                .add(new Install(
                        new Mount(tree.source(), tree.path(), tree.subPath(), false, tree.propagation()),
                        folder,
                        List.copyOf(command)));
    }

    /** Returns the init containers of a component; they run after the trees are copied. */
    public List<Container> of(Container main) {
        List<Container> all = new ArrayList<>();
        for (Install install : byComponent.getOrDefault(main.name(), List.of())) {
            // A package manager keeps a cache in the home folder, which some users do not have. On the machine of a
            // developer nobody says that the tools of developers are left out.
            List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, install.folder()));
            words.addAll(install.command());
            String name = all.isEmpty() ? NAME : NAME + "-" + (all.size() + 1);
            all.add(Container.of(Names.label(name, main.name()), main.image())
                    .with(builder -> builder.pullPolicy(main.pullPolicy())
                            .command(Text.listOf(words))
                            // Tokens of registries, and proxies.
                            .env(main.env())
                            .envFrom(main.envFrom())
                            .mounts(List.of(install.tree()))
                            .resources(main.resources())
                            .security(main.security())));
        }
        return all;
    }

    /** Whether an init container is one that installs packages. */
    static boolean isOne(Container container) {
        return container.command().contains(Text.of(SCRIPT));
    }
}
