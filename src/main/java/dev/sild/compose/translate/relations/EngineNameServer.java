package dev.sild.compose.translate.relations;

import dev.sild.images.text.NginxDirective;
import dev.sild.images.text.NginxReader;
import dev.sild.images.text.NginxShortNames;
import dev.sild.model.Files;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where files need the name server of a container engine: by its address, or because nginx asks a {@code resolver} that
 * is filled in when the container starts for a short name, to which nginx adds no search domain. It asks only for names
 * that it meets while it runs: in an address with a variable, behind {@code resolve}, or for OCSP. All others it
 * resolves at its start, through the name server of the pod.
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
     * @param shortName the name that a resolver without an address of its own is asked for; empty for the server's
     *     address
     */
    record Use(int at, boolean ofNginx, String shortName) {}

    /** A resolver that a script of the container writes, or fills in: nginx itself knows no variable there. */
    private static final Pattern WRITTEN_AT_START =
            Pattern.compile("(?m)^[^#\\n]{0,1000}?(?<![\\w$/.-])(resolver\\s[^;#\\n$]{0,200}\\$"
                    + "|include\\s[^;#\\n]{0,200}resolver)");

    private final List<Files> all;
    private final Set<String> services;
    private final Function<String, Stream<String>> variables;
    private Optional<NginxShortNames> shortNames = Optional.empty();
    private Optional<Boolean> metElsewhere = Optional.empty();
    private Optional<Optional<String>> shortElsewhere = Optional.empty();

    /**
     * Creates an instance for the files of a project, since nginx puts its configuration together from several.
     *
     * @param services the names by which services are found
     * @param variables returns the values that containers have for a variable
     */
    EngineNameServer(Stream<Files> all, Set<String> services, Function<String, Stream<String>> variables) {
        this.services = services;
        this.all = all.toList();
        this.variables = variables;
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
                return Optional.of(new Use(address.start(), ofNginx, ""));
            }
        }
        return Optional.empty();
    }

    /** Returns the first use in a file of a resolver that is known only when the container starts. */
    Optional<Use> writtenAtStart(Files.Entry entry) {
        String text = text(entry);
        Matcher written = WRITTEN_AT_START.matcher(text);
        return written.find()
                ? shortName(entry).or(this::shortNameElsewhere).map(name -> new Use(written.start(1), true, name))
                : Optional.empty();
    }

    private Optional<String> shortNameElsewhere() {
        if (shortElsewhere.isEmpty()) {
            shortElsewhere = Optional.of(all.stream()
                    .flatMap(files -> files.entries().stream())
                    .filter(EngineNameServer::isOfNginx)
                    .filter(entry -> !RESOLVER.matcher(text(entry)).find())
                    .flatMap(entry -> shortName(entry).stream())
                    .findFirst());
        }
        return shortElsewhere.get();
    }

    private Optional<String> shortName(Files.Entry entry) {
        if (shortNames.isEmpty()) {
            shortNames = Optional.of(new NginxShortNames(
                    all.stream()
                            .flatMap(files -> files.entries().stream())
                            .filter(EngineNameServer::isOfNginx)
                            .map(this::directives)
                            .toList(),
                    services));
        }
        return shortNames.get().in(directives(entry));
    }

    /** Returns what nginx reads, with the variables of containers filled in. */
    private List<NginxDirective> directives(Files.Entry entry) {
        String filled = FILLED_IN
                .matcher(text(entry))
                .replaceAll(variable -> Matcher.quoteReplacement(variables
                        .apply(variable.group().substring(2, variable.group().length() - 1))
                        .findFirst()
                        .orElse("")));
        return NginxReader.read(filled, entry.path()).orElse(List.of());
    }

    private static boolean isOfNginx(Files.Entry entry) {
        return OF_NGINX.stream().anyMatch(entry.path()::contains);
    }

    /** Whether a file without a {@code resolver} of its own needs that of another one. */
    private boolean isMetElsewhere() {
        if (metElsewhere.isEmpty()) {
            metElsewhere = Optional.of(all.stream()
                    .flatMap(files -> files.entries().stream())
                    .filter(EngineNameServer::isOfNginx)
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
