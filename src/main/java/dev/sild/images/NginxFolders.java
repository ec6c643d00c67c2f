package dev.sild.images;

import dev.sild.images.text.NginxDirective;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The folders that an nginx serves files from, as its configuration names them.
 *
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_core_module.html#root">root</a>
 */
public final class NginxFolders {
    private static final Set<String> PASSING =
            Set.of("proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "return");

    private NginxFolders() {}

    /** Returns the absolute paths of the folders, in order; those that depend on a request are left out. */
    public static Set<String> of(List<NginxDirective> directives) {
        Set<String> folders = new LinkedHashSet<>();
        add(directives, "", true, folders);
        return folders;
    }

    /** Adds the folders of a block; {@code whole} says whether requests for all that its root has reach it. */
    private static void add(List<NginxDirective> directives, String around, boolean whole, Set<String> folders) {
        String root = value("root", directives, around);
        if (whole) {
            add(root, "", folders);
        }
        for (NginxDirective directive : directives) {
            List<NginxDirective> inside = directive.inside();
            List<String> arguments = directive.arguments();
            boolean prefix = directive.name().equals("location")
                    && (arguments.size() == 1
                            || arguments.size() == 2 && arguments.get(0).equals("^~"));
            if (prefix && inside.stream().noneMatch(each -> PASSING.contains(each.name()))) {
                String alias = value("alias", inside, "");
                String path = arguments.get(arguments.size() - 1);
                add(alias.isEmpty() ? value("root", inside, root) : alias, alias.isEmpty() ? path : "", folders);
            }
            if (directive.block().isPresent()) {
                add(inside, root, !prefix, folders);
            }
        }
    }

    private static String value(String name, List<NginxDirective> directives, String otherwise) {
        return directives.stream()
                .filter(directive -> directive.name().equals(name))
                .map(NginxDirective::first)
                .findFirst()
                .orElse(otherwise);
    }

    /** Adds a folder below another one; a path whose last name has a dot is that of a file. */
    private static void add(String root, String path, Set<String> folders) {
        String whole = root + "/" + path;
        String folder = ContainerPaths.absolute("/", whole);
        if (root.startsWith("/")
                && whole.indexOf('$') < 0
                && folder.indexOf('.', folder.lastIndexOf('/')) < 0
                && !folder.contains("/.")) {
            folders.add(folder);
        }
    }
}
