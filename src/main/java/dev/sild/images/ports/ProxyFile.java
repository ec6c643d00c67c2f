package dev.sild.images.ports;

import dev.sild.images.ServerFiles;
import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a proxy sends requests, as its configuration says.
 *
 * @param strict whether the program does not start if one of the hosts has no address
 * @param names names for servers that are used like hosts
 */
public record ProxyFile(ProxyKind kind, boolean strict, Set<String> names, List<Target> targets) {
    /** Longer files hold data. */
    private static final int LONGEST = 128 << 10;

    private static final int LONGEST_LINE = 1000;

    /** The maximum number of addresses that are read. */
    private static final int MOST = 1000;

    /** The setting of HAProxy with which it starts without the address of a host. */
    private static final String STARTS_ANYWAY = "init-addr";

    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#");

    /** A variable as templates of nginx, HAProxy and Caddy have it. */
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{(\\w{1,100}+)}|\\{\\$(\\w{1,100}+)(?::([^{}]*+))?+}|\\{env\\.(\\w{1,100}+)}");

    private static final Pattern ADDRESS =
            Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*+)://)?+([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?+)"
                    + "(?::([0-9]{1,5}+))?+(?:[/?#].*+)?+");

    /**
     * An address in a file.
     *
     * @param line where it stands, counted from 1
     * @param port a number or variable beside the address; empty for none
     * @param mayBeName whether its host may be one of the {@link #names}
     */
    public record Target(String address, int line, String port, boolean mayBeName) {
        Target withPort(String known) {
            return new Target(address, line, known, mayBeName);
        }
    }

    /** A host and a port, 0 for one that is not known. */
    public record Address(String host, int port) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Address that && port == that.port && host.equals(that.host);
        }

        @Override
        public int hashCode() {
            return 31 * host.hashCode() + port;
        }
    }

    public ProxyFile {
        names = Set.copyOf(names);
        targets = List.copyOf(targets);
    }

    /**
     * Reads a file; empty for one that is not a proxy's configuration.
     *
     * @param path its path or name
     */
    public static Optional<ProxyFile> of(String path, String text) {
        if (text.length() > LONGEST || !ServerFiles.mayBeConfiguration(path)) {
            return Optional.empty();
        }
        return Arrays.stream(ProxyKind.values())
                .filter(kind -> kind.isOf(text))
                .findFirst()
                .map(kind -> read(kind, text));
    }

    private static ProxyFile read(ProxyKind kind, String text) {
        Set<String> names = new LinkedHashSet<>();
        List<Target> targets = new ArrayList<>();
        int described = 0;
        String port = "";
        int number = 0;
        for (String line :
                (Iterable<String>) (kind == ProxyKind.VARNISH ? uncommented(text) : text).lines()::iterator) {
            number++;
            Matcher matcher = kind.target().matcher(line.length() > LONGEST_LINE ? "" : code(kind, line));
            while (matcher.find() && targets.size() < MOST) {
                if (matcher.group("name") != null) {
                    // A backend of Varnish is never used like a host.
                    if (kind != ProxyKind.VARNISH) {
                        names.add(matcher.group("name"));
                    }
                    described = targets.size();
                    port = "";
                } else if (matcher.group("by") != null) {
                    targets.add(new Target(matcher.group("by"), number, "", true));
                } else if (matcher.group("to") != null) {
                    add(matcher.group("to"), number, port, targets);
                } else {
                    port = matcher.group("port");
                    for (int i = described; i < targets.size(); i++) {
                        targets.set(i, targets.get(i).withPort(port));
                    }
                }
            }
        }
        return new ProxyFile(kind, kind.isStrict() && !text.contains(STARTS_ANYWAY), names, targets);
    }

    private static void add(String addresses, int line, String port, List<Target> targets) {
        for (String address : addresses.split("\\s+")) {
            if (address.equals("{")) {
                return;
            }
            targets.add(new Target(address.replaceAll("^[\"']|[\"';]$", ""), line, port, false));
        }
    }

    private static String code(ProxyKind kind, String line) {
        int comment = kind == ProxyKind.VARNISH ? line.indexOf("//") : -1;
        String code = comment < 0 ? line : line.substring(0, comment);
        Matcher hash = COMMENT.matcher(code);
        return hash.find() ? code.substring(0, hash.start()) : code;
    }

    /** Returns a text without the comments of C, but with their lines. */
    private static String uncommented(String text) {
        StringBuilder code = new StringBuilder();
        int at = 0;
        int start = text.indexOf("/*");
        while (start >= 0) {
            code.append(text, at, start);
            int end = text.indexOf("*/", start);
            at = end < 0 ? text.length() : end + 2;
            text.substring(start, at).chars().filter(c -> c == '\n').forEach(c -> code.append('\n'));
            start = text.indexOf("/*", at);
        }
        return code.append(text.substring(at)).toString();
    }

    /**
     * Returns the host and the port of a target; empty where it is no host's or has a variable without a value.
     *
     * @param variables returns the value of a variable of the container; empty for none
     */
    public Optional<Address> address(Target target, UnaryOperator<String> variables) {
        Matcher address = ADDRESS.matcher(filled(target.address(), variables));
        if (!address.matches() || address.group(2).equals("unix")) {
            return Optional.empty();
        }
        String scheme = address.group(1) == null ? "" : address.group(1);
        String written = target.port().isEmpty() ? address.group(3) : target.port();
        int port = written != null
                ? Digits.port(filled(written, variables))
                : scheme.isEmpty() ? kind.port() : Schemes.defaultPort(scheme);
        return Optional.of(new Address(address.group(2), port));
    }

    private static String filled(String text, UnaryOperator<String> variables) {
        return text.indexOf('{') < 0
                ? text
                : VARIABLE.matcher(text).replaceAll(variable -> Matcher.quoteReplacement(value(variable, variables)));
    }

    private static String value(MatchResult variable, UnaryOperator<String> variables) {
        String name = variable.group(1) != null
                ? variable.group(1)
                : variable.group(2) != null ? variable.group(2) : variable.group(4);
        String value = variables.apply(name);
        String given = value.isEmpty() && variable.group(3) != null ? variable.group(3) : value;
        // What has no value stays a variable, which no address has.
        return given.isEmpty() ? "{}" : given;
    }
}
