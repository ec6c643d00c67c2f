package dev.sild.adopt.servers;

import dev.sild.adopt.draft.AdoptionContext;
import dev.sild.adopt.draft.Components;
import dev.sild.adopt.draft.MountedTexts;
import dev.sild.adopt.draft.ServerPassword;
import dev.sild.adopt.draft.Volumes;
import dev.sild.adopt.roles.Role;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.KnownImages;
import dev.sild.model.Lookup;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the service with redis, or what takes its place, to {@code spec.cache}. */
public final class CacheAdopter {

    private static final long SECONDS_TO_END = 30;
    private static final Set<String> LIKE_THE_OFFICIAL = Set.of("redis", "valkey/valkey");
    private static final List<String> DATA = List.of("/data", "/bitnami/redis/data", "/bitnami/valkey/data");
    private static final Set<String> PROGRAMS = Set.of("redis-server", "valkey-server", "docker-entrypoint.sh");
    private static final Set<String> POLICIES = Set.of("""
            noeviction allkeys-lru allkeys-lfu allkeys-random volatile-lru volatile-lfu volatile-random \
            volatile-ttl""".split(" "));

    /** Settings that the operator sets itself, to the same effect, or that do not matter in a pod. */
    private static final Set<String> OURS = Set.of("""
            requirepass port bind protected-mode dir daemonize pidfile logfile loglevel appendfsync \
            tcp-keepalive appendfilename dbfilename masterauth unixsocket""".split(" "));

    private static final Set<String> OUR_VARIABLES =
            Set.of("REDIS_PASSWORD", "VALKEY_PASSWORD", "ALLOW_EMPTY_PASSWORD", "REDIS_AOF_ENABLED", "REDISCLI_AUTH");
    private static final Set<String> SECRET = Set.of("requirepass", "masterauth", "user", "aclfile");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,15})(|b|k|kb|m|mb|g|gb)");

    private final AdoptionContext work;
    private final ServiceFacts service;
    private final Components component;

    public CacheAdopter(AdoptionContext work, ServiceFacts service) {
        this.work = work;
        this.service = service;
        component = new Components(work, Role.CACHE, service);
    }

    /** Returns the password that a service with redis has. */
    public static ServerPassword password(AdoptionContext work) {
        String value = work.roles()
                .of(Role.CACHE)
                .map(service -> {
                    Map<String, List<String>> options = options(service);
                    Map<String, String> values = service.environment().values();
                    String stated = String.join(" ", options.getOrDefault("requirepass", List.of("$")));
                    // A shell fills in a variable of the container's.
                    return !stated.startsWith("$")
                            ? stated
                            : values.containsKey(stated.replaceAll("[${}]", ""))
                                    ? values.get(stated.replaceAll("[${}]", ""))
                                    : values.getOrDefault("REDIS_PASSWORD", values.getOrDefault("VALKEY_PASSWORD", ""));
                })
                .orElse("");
        return new ServerPassword(work, Role.CACHE, "REDIS_PASSWORD", value);
    }

    /** Returns the options of the command as written, each with its values: {@code --save 60 1}. */
    private static Map<String, List<String>> options(ServiceFacts service) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        String name = "";
        for (String word : words(service)) {
            if (word.startsWith("--") && word.length() > 2) {
                name = word.substring(2).toLowerCase(Locale.ROOT);
                options.put(name, new ArrayList<>());
            } else if (!name.isEmpty()) {
                Lookup.required(options, name).add(word);
            }
        }
        return options;
    }

    /** Returns the words of the command; of a shell's, those of its script. */
    private static List<String> words(ServiceFacts service) {
        List<String> words = service.attribute().get("command").items().stream()
                .map(Attribute::peek)
                .toList();
        boolean shell =
                words.size() == 3 && words.get(0).endsWith("sh") && words.get(1).equals("-c");
        return shell
                ? List.of(words.get(2)
                        .replaceFirst("^\\s*exec\\s+", "")
                        .strip()
                        .replace("\"", "")
                        .replace("'", "")
                        .split("\\s+"))
                : words;
    }

    public void adopt() {
        image();
        component.runsOnce();
        component.resources();
        Volumes volumes = new Volumes(work, service);
        Optional<Attribute> data = volumes.data(DATA);
        Map<String, List<String>> options = options(service);
        config(options).forEach(options::putIfAbsent);
        persistence(data, options, volumes);
        component.variables((name, from) -> {
            boolean ours = OUR_VARIABLES.contains(name);
            if (ours) {
                from.done();
            }
            return ours;
        });
        component.annotations();
        component.platform();
        component.networks();
        component.notPublished();
        Servers.common(component, service, SECONDS_TO_END, List.of("redis-cli", "valkey-cli"));
        component.found("entrypoint", Code.NOT_CARRIED, "the operator sets the redis command", "remove the entrypoint");
        component.get("command").done();
        component.dealWithEngineLevel();
    }

    private void image() {
        Optional<String> known = KnownImages.nameOf(service.image().name());
        component.get("image").done();
        component.pullPolicy();
        Attribute stated = component.get(service.built() ? "build" : "image");
        if (service.built() || known.isEmpty() || LIKE_THE_OFFICIAL.contains(known.get())) {
            component.put("image", service.image().name(), stated);
        } else {
            stated.noteApproximated(
                    "the operator runs the official redis image instead of " + known.get(),
                    "set cache.image to an image based on the official one");
        }
    }

    /** Converts the options, or the configuration file that redis reads; returns the settings in that file. */
    private Map<String, List<String>> config(Map<String, List<String>> options) {
        List<String> words = words(service);
        MountedTexts texts = MountedTexts.of(work.project(), service);
        int first = !words.isEmpty() && PROGRAMS.contains(words.get(0)) ? 1 : 0;
        String file = words.size() > first && words.get(first).endsWith(".conf") ? words.get(first) : "";
        Optional<MountedTexts.Mounted> config = texts.at(file);
        Attribute command = component.get("command");
        if (!file.isEmpty() && config.isEmpty()) {
            command.noteLost(
                    "the configuration " + file + " is in the image or cannot be read", "set it in cache.config");
        } else if (file.isEmpty() && words.size() > first && !words.get(first).startsWith("--")) {
            command.noteLost(
                    "the operator runs redis-server, not '" + words.get(first) + "'",
                    "remove the program, and keep its options");
        }
        if (config.isPresent()) {
            config.get().mount().done();
            component.put("config", whole(config.get(), options), config.get().mount());
            return lines(config.get().text());
        }
        options.forEach((name, values) -> option(name, String.join(" ", values), command));
        return Map.of();
    }

    private static Map<String, List<String>> lines(String text) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (String line : text.split("\r?\n", -1)) {
            List<String> words = List.of(line.strip().split("\\s+"));
            options.put(words.get(0).toLowerCase(Locale.ROOT), words.subList(1, words.size()));
        }
        return options;
    }

    private void option(String name, String value, Attribute command) {
        switch (name) {
            case "maxmemory" ->
                bytes(value)
                        .ifPresentOrElse(
                                bytes -> component.put("maxMemory", Long.toString(bytes), command),
                                () -> command.noteLost(
                                        "'" + value + "' is not a valid memory size",
                                        "use a redis size such as 256mb"));
            case "maxmemory-policy" -> {
                if (POLICIES.contains(value)) {
                    component.put("maxMemoryPolicy", value, command);
                } else {
                    command.noteLost(
                            "'" + value + "' is not a redis eviction policy", "use a redis policy such as allkeys-lru");
                }
            }
            case "appendonly", "save" -> {}
            default -> {
                if (!OURS.contains(name)) {
                    command.noteLost(
                            "a WebStack has no field for the option '--" + name + "'",
                            "use a complete redis.conf in cache.config");
                }
            }
        }
    }

    private static OptionalLong bytes(String text) {
        Matcher bytes = BYTES.matcher(text.toLowerCase(Locale.ROOT));
        if (!bytes.matches()) {
            return OptionalLong.empty();
        }
        long unit = switch (bytes.group(2)) {
            case "k" -> 1_000;
            case "kb" -> 1L << 10;
            case "m" -> 1_000_000;
            case "mb" -> 1L << 20;
            case "g" -> 1_000_000_000;
            case "gb" -> 1L << 30;
            default -> 1;
        };
        return OptionalLong.of(Long.parseLong(bytes.group(1)) * unit);
    }

    /** Without a volume redis starts empty in each new container, and an unset policy evicts nothing. */
    private void persistence(Optional<Attribute> data, Map<String, List<String>> options, Volumes volumes) {
        boolean appends = options.getOrDefault("appendonly", List.of()).equals(List.of("yes"))
                || "yes".equals(service.environment().values().get("REDIS_AOF_ENABLED"));
        boolean saves =
                !List.of("", "\"\"").contains(String.join(" ", options.getOrDefault("save", List.of("as redis does"))));
        Attribute from = data.orElse(service.attribute());
        component.put(
                "persistence",
                data.isEmpty() || !appends && !saves ? "None" : appends ? "AppendOnly" : "Snapshot",
                from);
        data.filter(mount -> appends || saves).ifPresent(mount -> volumes.claim(mount, "cache.storage"));
        data.ifPresent(Attribute::done);
        if (!options.containsKey("maxmemory-policy") && !work.draft().has("cache.config")) {
            component.put("maxMemoryPolicy", "noeviction", from);
        }
    }

    private String whole(MountedTexts.Mounted config, Map<String, List<String>> options) {
        List<String> lines = new ArrayList<>();
        for (String line : config.text().split("\r?\n", -1)) {
            String name = line.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
            if (SECRET.contains(name)) {
                config.mount()
                        .note(
                                Code.SECRET_LEFT_OUT,
                                "'" + name + "' in " + config.file() + " is omitted: the resource is not"
                                        + " confidential, and the operator sets the redis password",
                                "read the password from the Secret of the cache");
            } else if (!Set.of("bind", "port", "daemonize", "pidfile", "logfile", "dir", "unixsocket")
                    .contains(name)) {
                lines.add(line);
            }
        }
        lines.add("dir /data");
        options.forEach((name, values) -> {
            if (!OURS.contains(name) && !SECRET.contains(name)) {
                lines.add(name + " " + (values.isEmpty() ? "\"\"" : String.join(" ", values)));
            }
        });
        return String.join("\n", lines).strip() + "\n";
    }
}
