package dev.sild.images;

import dev.sild.images.text.NginxDirective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The folders that an nginx serves files from, as its configuration names them.
 *
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_core_module.html#root">root</a>
 */
public final class NginxFolders {
    /** What answers requests in place of files. */
    private static final Set<String> PASSING = Set.of(
            "proxy_pass",
            "fastcgi_pass",
            "uwsgi_pass",
            "scgi_pass",
            "grpc_pass",
            "memcached_pass",
            "stub_status",
            "return");

    /** A long list of old addresses is no list of folders. */
    private static final int MOST = 100;

    /** How a configuration names a folder; the surest is first. */
    public enum Naming {
        /** A directive states it. */
        STATED,
        /** It follows from the root and the beginning of an address, which files alone answer. */
        FILES,
        /** The same, but addresses without a file have another answer: there may be no such folder. */
        PERHAPS;

        /** Returns the surer of two. */
        public static Naming surer(Naming one, Naming other) {
            return one.compareTo(other) <= 0 ? one : other;
        }
    }

    private NginxFolders() {}

    /** Returns the absolute paths of the folders, in order; those that depend on a request are left out. */
    public static Map<String, Naming> of(List<NginxDirective> directives) {
        Map<String, Naming> folders = new LinkedHashMap<>();
        add(directives, "", true, folders);
        return folders;
    }

    /** Adds the folders of a block; {@code whole} says whether requests for all that its root has reach it. */
    private static void add(
            List<NginxDirective> directives, String around, boolean whole, Map<String, Naming> folders) {
        String root = value("root", directives, around);
        if (whole) {
            add(root, "", Naming.STATED, folders);
        }
        for (NginxDirective directive : directives) {
            List<NginxDirective> inside = directive.inside();
            List<String> arguments = directive.arguments();
            boolean prefix = directive.name().equals("location")
                    && (arguments.size() == 1
                            || arguments.size() == 2 && arguments.get(0).equals("^~"));
            if (prefix && inside.stream().noneMatch(each -> PASSING.contains(each.name()))) {
                String path = arguments.get(arguments.size() - 1);
                String alias = value("alias", inside, "");
                String own = value("root", inside, "");
                if (!alias.isEmpty()) {
                    add(alias, "", Naming.STATED, folders);
                } else if (!own.isEmpty()) {
                    add(own, path, Naming.STATED, folders);
                } else {
                    boolean other = inside.stream().anyMatch(NginxFolders::answersOtherwise);
                    add(root, path, other ? Naming.PERHAPS : Naming.FILES, folders);
                }
            }
            if (directive.block().isPresent()) {
                add(inside, root, !prefix, folders);
            }
        }
    }

    /**
     * Whether requests may get something else than a file of their address, as with {@code try_files $uri /index.php}.
     */
    private static boolean answersOtherwise(NginxDirective directive) {
        List<String> arguments = directive.arguments();
        return directive.name().equals("rewrite")
                || directive.name().equals("deny")
                || directive.name().equals("try_files")
                        && !arguments.isEmpty()
                        && !arguments.get(arguments.size() - 1).startsWith("=");
    }

    private static String value(String name, List<NginxDirective> directives, String otherwise) {
        return directives.stream()
                .filter(directive -> directive.name().equals(name))
                .map(NginxDirective::first)
                .findFirst()
                .orElse(otherwise);
    }

    /** Adds a folder below another one; a path whose last name has a dot is that of a file. */
    private static void add(String root, String path, Naming naming, Map<String, Naming> folders) {
        String whole = root + "/" + path;
        String folder = ContainerPaths.absolute("/", whole);
        if (root.startsWith("/")
                && whole.indexOf('$') < 0
                && folder.indexOf('.', folder.lastIndexOf('/')) < 0
                && !folder.contains("/.")
                && (folders.size() < MOST || folders.containsKey(folder))) {
            folders.merge(folder, naming, Naming::surer);
        }
    }
}
