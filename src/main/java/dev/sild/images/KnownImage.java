package dev.sild.images;

import dev.sild.images.ImageFacts.Shell;
import dev.sild.model.Port;
import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One line of the table of well-known images, as {@link ImageTable} writes it.
 *
 * @param name the image, as people say it
 * @param tokens what the line says about it
 */
record KnownImage(String name, List<String> tokens) {

    /** The kinds whose data folders have to last: a cache is filled again. */
    private static final Set<Kind> KEEP_DATA = EnumSet.of(Kind.DATABASE, Kind.POSTGRES);

    static final Set<Kind> DATABASES = EnumSet.of(Kind.DATABASE, Kind.POSTGRES, Kind.REDIS);

    private static final String ADMIN = "admin";

    private static final String ROLE = "p@";
    private static final String CODE = "code";
    private static final String REWRITES = "rewrites";
    private static final String WORK = "work";
    private static final String HOST_NAME = "host-name";

    /** What the image is, as the line says with {@code k=}. */
    enum Kind {
        DATABASE,
        POSTGRES,
        REDIS,
        NGINX,
        PROXY,
        TOOL
    }

    Optional<Kind> kind() {
        return tokens.stream()
                .filter(token -> token.startsWith("k="))
                .map(token -> Kind.valueOf(token.substring(2).toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /**
     * Whether it is a server, which writes to its own data and to nothing else that users bring.
     *
     * @param started the words of its process and the path of a file, which tell whether it writes to its settings
     */
    boolean writesOnlyData(String started) {
        String rewrites = value(REWRITES);
        return isServer() && (rewrites.isEmpty() || parts(rewrites).stream().noneMatch(started::contains));
    }

    /** Whether it is a server with ports or data of its own, and does not run what people bring. */
    boolean isServer() {
        return (kind().isPresent() || !value("p").isEmpty() || !value("d").isEmpty())
                && kind().filter(Kind.TOOL::equals).isEmpty()
                && !tokens.contains(CODE);
    }

    Optional<AdminPages> adminPages() {
        return tokens.stream()
                .filter(token -> token.equals(ADMIN) || token.startsWith(ADMIN + "="))
                .map(token -> AdminPages.parse(token.equals(ADMIN) ? "" : token.substring(ADMIN.length() + 1)))
                .findFirst();
    }

    /**
     * Returns the TCP port at which clients connect, of the several that the image may open. Of other images than
     * databases the first is not known to be it: users choose what a web server or an application opens.
     */
    Optional<Integer> mainPort() {
        String said = value("main");
        String first = said.isEmpty() && kind().filter(DATABASES::contains).isPresent()
                ? parts(value("p")).get(0)
                : said;
        int port = Digits.port(first);
        return port > 0 ? Optional.of(port) : Optional.empty();
    }

    /**
     * Returns the ports of the server that a text starts, of the several that the image has: the one whose name comes
     * first in it. Empty where the table distinguishes none, or the text names none.
     */
    Optional<List<Port>> portsOfRole(String started) {
        String text = started.toLowerCase(Locale.ROOT);
        Optional<List<Port>> ports = Optional.empty();
        int first = Integer.MAX_VALUE;
        for (String token : tokens) {
            int equals = token.indexOf('=');
            int at = token.startsWith(ROLE) ? StartedRole.at(text, token.substring(ROLE.length(), equals)) : -1;
            if (at >= 0 && at < first) {
                first = at;
                FactsBuilder facts = new FactsBuilder();
                if (equals + 1 < token.length()) {
                    ports(token.substring(equals + 1), facts);
                }
                ports = Optional.of(facts.build().ports());
            }
        }
        return ports;
    }

    /**
     * Returns the variable that names the machine that the data is kept under, where that is its address by default;
     * empty where it is not.
     */
    Optional<LastingName> lastingName() {
        return Optional.of(parts(value(HOST_NAME)))
                .filter(parts -> parts.size() > 1)
                .map(parts -> new LastingName(parts.get(0), parts.get(1), Set.copyOf(parts.subList(2, parts.size()))));
    }

    /** Returns the hosts to which it connects if no setting says otherwise. */
    List<String> defaultHosts() {
        String hosts = value("h");
        return hosts.isEmpty() ? List.of() : parts(hosts);
    }

    private String value(String key) {
        return tokens.stream()
                .filter(token -> token.startsWith(key + "="))
                .map(token -> token.substring(key.length() + 1))
                .findFirst()
                .orElse("");
    }

    /** Adds what the line says; what it does not say stays as it is. */
    void into(FactsBuilder facts, ImageUsers accounts) {
        facts.baseKnown = true;
        if (facts.name.isEmpty()) {
            facts.name = name;
        }
        boolean keepsWork = tokens.contains(WORK);
        boolean keepsData = kind().filter(KEEP_DATA::contains).isPresent();
        for (String token : tokens) {
            int equals = token.indexOf('=');
            String key = equals < 0 ? token : token.substring(0, equals);
            String value = equals < 0 ? "" : token.substring(equals + 1);
            if (key.startsWith(ROLE)) {
                continue;
            }
            switch (key) {
                case "k",
                        "h",
                        "alone",
                        "api",
                        "checked",
                        CODE,
                        "main",
                        REWRITES,
                        "models",
                        "of-node",
                        "plain",
                        ADMIN,
                        WORK -> {}
                case "p" -> ports(value, facts);
                case "u" -> user(value, facts);
                case "d" -> {
                    facts.dataFolders.addAll(parts(value));
                    facts.lastingFolders.addAll(keepsData ? parts(value) : List.of());
                    facts.workFolders.addAll(keepsWork ? parts(value) : List.of());
                }
                case "f" -> {
                    parts(value).forEach(facts.lastingFolders::remove);
                    parts(value).forEach(facts.workFolders::remove);
                    facts.passingFolders.addAll(parts(value));
                }
                case "c" -> facts.content.addAll(parts(value));
                case "n" -> names(value, accounts);
                case "v" -> variable(value, facts);
                case "b" -> facts.sharedFolders.addAll(parts(value));
                case "a" -> facts.dataOptions.addAll(parts(value));
                case "m" -> refusedMounts(value, facts);
                case "r" -> room(value, facts);
                case "e" -> facts.elsewhere.addAll(parts(value));
                case "q" -> facts.freeSpace.addAll(parts(value));
                case "w" -> facts.workingDir = value;
                case "o" -> facts.command = parts(value);
                case "s" -> facts.shell = value.equals("y") ? Shell.YES : Shell.NO;
                case "x" -> facts.lacks.addAll(parts(value));
                case "t" -> facts.writesAsUser = Optional.of(value.isEmpty() ? List.of() : parts(value));
                case HOST_NAME -> facts.dataByHostName = true;
                case "announces" -> facts.announced = Optional.of(value.isEmpty() ? List.of() : parts(value));
                case "keeps-owner" -> facts.keepsOwner = true;
                case "lost+found" -> facts.wantsEmptyDataFolder = true;
                default -> throw new IllegalStateException("unknown token in the table of images: " + token);
            }
        }
    }

    private static void ports(String value, FactsBuilder facts) {
        for (String port : parts(value)) {
            String complaint = facts.expose(port);
            if (!complaint.isEmpty()) {
                throw new IllegalStateException(complaint);
            }
        }
    }

    private static void user(String value, FactsBuilder facts) {
        facts.startsAsRoot = value.startsWith("root");
        String number = value.equals("root") ? "0:0" : facts.startsAsRoot ? value.substring("root>".length()) : value;
        int colon = number.indexOf(':');
        facts.uid = Optional.of(Long.parseLong(colon < 0 ? number : number.substring(0, colon)));
        facts.gid = colon < 0 ? Optional.empty() : Optional.of(Long.parseLong(number.substring(colon + 1)));
    }

    /** {@code node:1000:1000}: users that a Dockerfile on top of the image may name. */
    private static void names(String value, ImageUsers accounts) {
        for (String user : parts(value)) {
            int first = user.indexOf(':');
            int second = user.indexOf(':', first + 1);
            accounts.add(
                    user.substring(0, first),
                    Long.parseLong(user.substring(first + 1, second)),
                    Optional.of(Long.parseLong(user.substring(second + 1))));
        }
    }

    private static void room(String value, FactsBuilder facts) {
        for (String folder : parts(value)) {
            int colon = folder.indexOf(':');
            facts.room.put(folder.substring(0, colon), Integer.parseInt(folder.substring(colon + 1)));
        }
    }

    /** {@code /data:/:17}: a folder, where to mount a volume instead, and the newest version that allows it. */
    private static void refusedMounts(String value, FactsBuilder facts) {
        for (String mount : parts(value)) {
            String[] words = mount.split(":", 3);
            facts.refusedMounts.add(new ImageFacts.RefusedMount(words[0], words[1], words[2]));
        }
    }

    private static void variable(String value, FactsBuilder facts) {
        int colon = value.indexOf(':');
        facts.env.put(value.substring(0, colon), value.substring(colon + 1));
    }

    private static List<String> parts(String value) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start <= value.length()) {
            int comma = value.indexOf(',', start);
            int end = comma < 0 ? value.length() : comma;
            parts.add(value.substring(start, end));
            start = end + 1;
        }
        return parts;
    }
}
