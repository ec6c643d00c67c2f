package dev.sild.compose.translate.relations;

import dev.sild.compose.translate.source.Ledger;
import dev.sild.images.text.AllowedNames;
import dev.sild.images.text.EngineCommands;
import dev.sild.model.Files;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds names that have changed, and the container engine's name server, in the files that travel with the application:
 * files are left as they are, so it is reported.
 */
public final class NamesInFiles {
    /** A name that no port follows: with one, it is a host, whatever stands before it. */
    private static final String NAME = "[\\w.-]{1,200}+(?!:[0-9])";

    /** Where a name is that of a database or a user, or a part of a path. */
    private static final Pattern NO_HOST = Pattern.compile("(?i)(?<=[\\w\\])}])/[\\w.-]{1,200}"
            // DB_DATABASE=NAME, "database": "NAME", Initial Catalog=NAME
            + "|(?<![A-Z0-9])(?:(?:PG|MYSQL|MARIADB|MONGO)?(?:db_?name|database(?:_?name)?|db|user(?:_?name)?|schema)"
            + "|catalog|keyspace|bucket|topic|queue|v_?host)[\"']?\\s{0,5}[:=][ \\t]{0,5}[\"']?(?![0-9]{1,5}\\b)"
            + NAME
            // db.name=NAME, and 'NAME': 'NAME' of the settings of a database, but no host.name
            + "|(?:(?<![\\w.-])|(?<![A-Z0-9])(?:db|database|datasource)[.-])name[\"']?\\s{0,5}[:=][ \\t]{0,5}[\"']?"
            + "[\\w-]{1,200}+(?!:[0-9])"
            // env('DB_DATABASE', 'NAME'), DB_NAME || 'NAME'
            + "|(?-i:_DB|DB_?NAME|DATABASE(?:_NAME)?)[\"']?\\)?\\s{0,5}(?:,|\\|\\||\\?\\?)\\s{0,5}[\"']?"
            + NAME
            // CREATE DATABASE IF NOT EXISTS NAME
            + "|\\b(?:database|schema|user|role)\\s{1,9}(?:if\\s{1,9}(?:not\\s{1,9})?exists\\s{1,9})?[\"'`]?"
            + NAME
            // psql -d NAME, createdb NAME
            + "|(?<=\\s)(?:-d|-u|--dbname|--db|--database|--username|--user)[ =\\t][\"']?"
            + NAME
            + "|\\b(?:createdb|dropdb)[ \\t]{1,9}[\"']?" + NAME);

    /** Statements of SQL have names of databases, unless they connect to another server. */
    private static final Pattern SQL_WITHOUT_HOST = Pattern.compile("(?im)^(?!.{0,1000}(?:host|://)).*$");

    private static final Pattern ADDRESS = Pattern.compile("(?<![\\w.-])[\\w.-]{1,200}+:[0-9]");

    private static final Pattern UPSTREAM =
            Pattern.compile("(?m)^[ \\t]*+upstream[ \\t]++([^\\s{]{1,200}+)\\s{0,100}+\\{");

    private final ServiceNames names;
    private final ChangedNames changed;
    private final Function<String, Stream<String>> variables;
    private final boolean podman;
    private final Ledger ledger;

    /**
     * Creates an instance.
     *
     * @param variables returns the values that containers have for a variable
     */
    public NamesInFiles(ServiceNames names, Function<String, Stream<String>> variables, boolean podman, Ledger ledger) {
        this.variables = variables;
        this.names = names;
        changed = names.changed();
        this.podman = podman;
        this.ledger = ledger;
    }

    /**
     * Reports the first place in each file where each of them stands as a word of its own.
     *
     * @param bundles the files that travel with the application
     * @param images files that Dockerfiles copy into images
     * @param shown returns the path of a file of a bundle as the user knows it
     */
    public void report(List<Files> bundles, List<Files> images, BiFunction<Files, Files.Entry, String> shown) {
        EngineNameServer server =
                new EngineNameServer(Stream.concat(bundles.stream(), images.stream()), names.hosts(), variables);
        Set<List<String>> mounted = new HashSet<>();
        for (Files bundle : bundles) {
            Set<String> upstreams = upstreams(bundle);
            for (Files.Entry entry : bundle.entries()) {
                String file = shown.apply(bundle, entry);
                // It may be mounted itself, and with its folder.
                if (mounted.add(List.of(file, EngineNameServer.text(entry)))) {
                    report(
                            entry,
                            file,
                            upstreams,
                            server,
                            "the file is copied to '" + bundle.name() + "' unchanged",
                            "");
                }
            }
        }
        Set<String> reported = new HashSet<>();
        for (Files image : images) {
            Set<String> upstreams = upstreams(image);
            for (Files.Entry entry : image.entries()) {
                // Several services may be built from one Dockerfile.
                if (reported.add(entry.path())) {
                    report(
                            entry,
                            entry.path(),
                            upstreams,
                            server,
                            "the Dockerfile copies it to " + entry.key(),
                            ", and rebuild the image");
                }
            }
        }
    }

    private void report(
            Files.Entry entry,
            String file,
            Set<String> upstreams,
            EngineNameServer server,
            String whereTo,
            String then) {
        String text = EngineNameServer.text(entry);
        Map<String, Integer> places = changed.firstPlaces(changed.all().isEmpty() ? text : withoutOthers(file, text));
        places.keySet()
                .removeIf(name -> upstreams.contains(name) && !isServer(name, text)
                        // A module in code may be called so.
                        || changed.isOfTasks(name) && HostWords.isCode(file) && !changed.isInAddress(text, name));
        Optional<String> tasks =
                places.keySet().stream().filter(changed::isOfTasks).findFirst();
        places.forEach((name, at) -> ledger.add(
                Code.NAME_IN_FILE,
                place(file, text, at),
                "the file contains '" + name + "', which is '" + changed.all().get(name) + "' in Kubernetes; "
                        + whereTo,
                remedy(name, line(text, at), then)));
        HostRules.ofEngine(file, text)
                .ifPresent(at -> ledger.add(
                        Code.NAME_IN_FILE,
                        place(file, text, at),
                        "PostgreSQL lets in clients with addresses of the container engine, which pods do not have; "
                                + whereTo,
                        "write 'all' or the address range of the pods in place of that of the network" + then));
        server.use(entry)
                .or(() -> podman ? Optional.empty() : server.writtenAtStart(entry))
                .ifPresent(use -> ledger.add(
                        Code.NAME_IN_FILE,
                        place(file, text, use.at()),
                        (use.shortName().isEmpty()
                                        ? "the file asks the container engine's DNS server 127.0.0.11, which pods lack; "
                                        : "nginx asks its resolver for '" + use.shortName()
                                                + "', and adds no search domain, without which the name server of pods"
                                                + " does not know it; ")
                                + whereTo,
                        remedy(use, tasks) + then));
    }

    private String remedy(EngineNameServer.Use use, Optional<String> tasks) {
        String fixed = tasks.map(
                        name -> "write the address without a variable and without 'tasks.', as in 'proxy_pass http://"
                                + changed.legal(name) + ":8080'")
                .orElse("write the address without a variable, as in 'proxy_pass http://web:8080'");
        if (!use.shortName().isEmpty()) {
            return fixed + ", or the full name, as in '" + use.shortName() + ".default.svc.cluster.local'";
        }
        return (use.ofNginx() ? fixed : "remove it")
                + (podman
                        ? ", or use the name server from /etc/resolv.conf of the container"
                        : ", or use kube-dns.kube-system.svc.cluster.local, with services"
                                + " by full name (web.default.svc.cluster.local)");
    }

    /**
     * Returns what to do about a changed name in a file. The own name of a service resolves with compose without an
     * alias.
     *
     * @param line the line that has it
     * @param then what has to follow; empty for nothing
     */
    public String remedy(String name, String line, String then) {
        if (ChangedNames.isAddress(name) && ClientLists.has(line, name)) {
            return "write the address range of the pods in place of it" + then;
        }
        Optional<String> own = names.sameInCompose(name);
        if (own.isPresent()) {
            return "use the service's name '" + own.get() + "' in the file" + then + ", which is the same with compose";
        }
        return "use '" + changed.all().get(name) + "' in the file" + then + "; add it as a network alias"
                + " to use it with compose too";
    }

    /** Returns a text of the same length with blanks in place of names that are no hosts. */
    private static String withoutOthers(String file, String text) {
        String statements = file.endsWith(".sql")
                ? SQL_WITHOUT_HOST.matcher(text).replaceAll(line -> addresses(line.group()))
                : text;
        return without(NO_HOST, EngineCommands.withoutNames(AllowedNames.without(statements)));
    }

    /** Returns a line of the same length with blanks in place of all but addresses with a port. */
    private static String addresses(String line) {
        char[] rest = " ".repeat(line.length()).toCharArray();
        ADDRESS.matcher(line)
                .results()
                .forEach(found -> line.getChars(found.start(), found.end(), rest, found.start()));
        return String.valueOf(rest);
    }

    private static String without(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(found -> " ".repeat(found.end() - found.start()));
    }

    /** Returns the names that nginx takes from the files themselves, which say where they lead. */
    private Set<String> upstreams(Files files) {
        return changed.all().isEmpty()
                ? Set.of()
                : files.entries().stream()
                        .flatMap(entry ->
                                UPSTREAM.matcher(EngineNameServer.text(entry)).results())
                        .map(upstream -> upstream.group(1))
                        .collect(Collectors.toSet());
    }

    /** Whether nginx asks a name server for a name, which may be that of an upstream as well. */
    private static boolean isServer(String name, String text) {
        return Pattern.compile("(?m)\\bserver\\s+" + Pattern.quote(name) + "[:;\\s]")
                .matcher(text)
                .find();
    }

    private static String line(String text, int at) {
        int end = text.indexOf('\n', at);
        return text.substring(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length() : end);
    }

    private static Origin place(String file, String text, int at) {
        int line = 1;
        int start = 0;
        for (int newline = text.indexOf('\n'); newline >= 0 && newline < at; newline = text.indexOf('\n', start)) {
            line++;
            start = newline + 1;
        }
        return new Origin(file, line, at - start + 1, "");
    }
}
