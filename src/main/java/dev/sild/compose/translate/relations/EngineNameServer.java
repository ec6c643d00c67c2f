package dev.sild.compose.translate.relations;

import dev.sild.model.Files;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where files use the name server of a container engine. nginx asks its {@code resolver} only for names that it meets
 * while it runs: in an address with a variable, behind {@code resolve}, or for OCSP. All others it resolves at its
 * start, through the name server of the pod.
 *
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver">resolver</a>
 */
final class EngineNameServer {
    private static final Pattern ADDRESS = Pattern.compile("(?<![\\w.])127\\.0\\.0\\.11(?![\\w.]*\\w)");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#");
    private static final Pattern DIRECTIVE = Pattern.compile("(^|[\\s;{])resolver\\s[^;#]*$");
    private static final Pattern RESOLVER = Pattern.compile("(?m)^[^#\\n]*?\\bresolver\\s");

    private static final Pattern MET_WHILE_RUNNING =
            Pattern.compile("(?m)^[^#\\n]*?(\\b(proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass\\s[^;#\\n]{0,1000}\\$"
                    + "|\\bserver\\s[^;#{\\n]{1,1000}\\sresolve\\b|\\bssl_stapling\\s+on\\b|_by_lua|\\bjs_import\\b)");

    private static final List<String> OF_NGINX = List.of("nginx", ".conf", ".template", ".inc");

    /** How much of a line before an address is looked at. */
    private static final int LINE = 1000;

    /** What the entrypoint of nginx's image fills into its templates before nginx reads them. */
    private static final Pattern FILLED_IN = Pattern.compile("\\$\\{[A-Z][A-Z0-9_]*}");

    /**
     * A use.
     *
     * @param at where it starts, in characters of one byte each
     * @param ofNginx whether it is the {@code resolver} of nginx
     */
    record Use(int at, boolean ofNginx) {}

    private final List<Files> all;
    private Optional<Boolean> metElsewhere = Optional.empty();

    /** Creates an instance for the files of a project, since nginx puts its configuration together from several. */
    EngineNameServer(Stream<Files> all) {
        this.all = all.toList();
    }

    /** Returns the first use in a file. */
    Optional<Use> use(Files.Entry entry) {
        String text = text(entry);
        Matcher address = ADDRESS.matcher(text);
        while (address.find()) {
            String before = text.substring(Math.max(0, address.start() - LINE), address.start());
            before = before.substring(before.lastIndexOf('\n') + 1);
            boolean ofNginx = DIRECTIVE.matcher(before).find();
            if (!COMMENT.matcher(before).find() && (!ofNginx || asks(entry) || isMetElsewhere())) {
                return Optional.of(new Use(address.start(), ofNginx));
            }
        }
        return Optional.empty();
    }

    /** Whether a file without a {@code resolver} of its own needs that of another one. */
    private boolean isMetElsewhere() {
        if (metElsewhere.isEmpty()) {
            metElsewhere = Optional.of(all.stream()
                    .flatMap(files -> files.entries().stream())
                    .filter(entry -> OF_NGINX.stream().anyMatch(entry.path()::contains))
                    .anyMatch(entry -> !RESOLVER.matcher(text(entry)).find() && asks(entry)));
        }
        return metElsewhere.get();
    }

    private static boolean asks(Files.Entry entry) {
        String text = text(entry);
        return MET_WHILE_RUNNING
                .matcher(
                        entry.path().endsWith(".template")
                                ? FILLED_IN.matcher(text).replaceAll("")
                                : text)
                .find();
    }

    /** A byte a character: directives are ASCII, and so places are right but for columns after other letters. */
    static String text(Files.Entry entry) {
        return new String(entry.content(), StandardCharsets.ISO_8859_1);
    }
}
