package dev.sild.compose.translate.network;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Shell;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Servers on the network of their node whose settings name the address of one machine, as those of TURN do with
 * {@code external-ip}: they work on the node with that address only, and the pod may start on any.
 */
public final class NodeAddresses {
    /** Settings of addresses that a server binds or announces as its own. */
    private static final Pattern SETTING = Pattern.compile(
            "(?im)(?:^|[\\s\"'])-{0,2}((?:external|relay|listening|announced|public|advertised|node)[_.-]?(?:ip|address))"
                    + "[\"']?[ \\t]{0,5}[=: \\t][ \\t]{0,5}[\"']?((?!0\\.0\\.0\\.0|127\\.)[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[A-Z_]*PUBLIC_IP)");

    private static final int LONGEST = 256 << 10;

    private NodeAddresses() {}

    /** Reports each service whose pod is not bound to a node. */
    public static void report(Collection<Component> components, Attribute services, FileBundles bundles) {
        for (Component component : components) {
            if (component.pod().hostNetwork() && component.placement().nodes().isEmpty()) {
                texts(component, bundles)
                        .map(SETTING::matcher)
                        .filter(Matcher::find)
                        .findFirst()
                        .ifPresent(setting -> services.get(
                                        component.origin().path().substring("services.".length()))
                                .get("network_mode")
                                .note(
                                        Code.NODE_ADDRESS,
                                        "'" + component.name() + "' has '" + setting.group(1)
                                                + "' of one machine, and its pod may run on any node",
                                        "set that address of a node, and pin the pod to it with 'deploy: {placement:"
                                                + " {constraints: [node.hostname == NODE]}}'"));
            }
        }
    }

    private static Stream<String> texts(Component component, FileBundles bundles) {
        Container main = component.main();
        String words = String.join(
                " ",
                Stream.of(main.command(), main.args())
                        .flatMap(all -> all.stream().map(Shell::script))
                        .toList());
        Stream<String> files = main.mounts().stream()
                .map(mount -> mount.source() instanceof Mount.OfFiles of ? of.name() : "")
                .flatMap(name -> Optional.of(name).filter(each -> !each.isEmpty()).flatMap(bundles::find).stream())
                .flatMap(found -> found.entries().stream())
                .filter(entry -> entry.content().length <= LONGEST)
                .map(entry -> new String(entry.content(), StandardCharsets.UTF_8));
        return Stream.concat(Stream.of(words), files);
    }
}
