package dev.sild.adopt.draft;

import dev.sild.adopt.roles.Role;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Container.Env;
import dev.sild.model.Lookup;
import dev.sild.model.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment of the api. Variables by which it learns of its cache and its database are named to the operator,
 * which sets them; one that holds a password in a form that the operator does not write comes from a Secret of the
 * user's, and then so does the password of the server. All others are carried as they are.
 */
public final class Connections {
    private static final int CACHE_PORT = 6379;
    /** Where compose puts secrets. */
    private static final String SECRETS = "/run/secrets/";

    private static final Set<String> POSTGRES = Set.of("postgres", "postgresql");
    private static final List<String> HOSTS = List.of("HOSTNAME", "HOST", "SERVER", "ADDRESS", "ADDR");

    private final AdoptionContext work;
    private final ServiceFacts api;
    private final Components component;
    private final DatabaseFacts database;
    private final ServerPassword cache;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, Attribute> places = new LinkedHashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();

    public Connections(AdoptionContext work, Components component, DatabaseFacts database, ServerPassword cache) {
        this.work = work;
        this.component = component;
        this.database = database;
        this.cache = cache;
        api = work.roles().api();
    }

    /** Reads all variables. */
    public void read() {
        Map<String, String> values = api.environment().values();
        for (Env variable : api.environment().variables()) {
            read(variable.name(), Lookup.required(values, variable.name()), variable.value() instanceof Text.SecretRef);
        }
        waiting.forEach(Runnable::run);
        names.forEach((field, name) -> {
            if (!name.equals(Defaults.NAMES.get(field))) {
                component.put("connection." + field, name, Lookup.required(places, field));
            }
        });
        notePasswords();
    }

    private void read(String name, String value, boolean secret) {
        Attribute from = component.variable(name);
        Optional<UrlParts> address = UrlParts.of(value);
        if (address.isPresent() && work.leadsTo(Role.DATABASE, address.get().host())) {
            ofDatabase(name, value, address.get(), from);
        } else if (address.isPresent() && work.leadsTo(Role.CACHE, address.get().host()) && isCache(address.get())) {
            ofCache(name, address.get(), from);
        } else if (namesHost(name) && work.behind(value).isPresent()) {
            host(name, value, from);
        } else if (!secret || !password(name, value, from)) {
            if (secret && !work.renamed(value).equals(value)) {
                ownValue(name, value, from);
            } else if (secret || !part(name, value, from)) {
                component.variable(name, value, secret, from);
            }
        }
    }

    private void ofDatabase(String name, String value, UrlParts address, Attribute from) {
        boolean plain = POSTGRES.contains(address.scheme())
                && address.isAt(DatabaseFacts.PORT)
                && address.query().isEmpty()
                && address.path().equals(database.name())
                && (address.user().isEmpty() || address.user().equals(database.user()));
        if (plain) {
            if (address.scheme().equals("postgres")) {
                from.noteApproximated("the URL in '" + name + "' starts with postgresql://, which is equivalent");
            }
            named("databaseURL", name, from, Role.DATABASE);
        } else if (address.password().isEmpty()) {
            component.variable(name, value, false, from);
        } else {
            database.password().ask(from);
            ownAddress(name, from, address, Role.DATABASE);
        }
    }

    private static boolean isCache(UrlParts address) {
        return Set.of("redis", "valkey", "rediss", "valkeys").contains(address.scheme());
    }

    private void ofCache(String name, UrlParts address, Attribute from) {
        boolean plain = address.scheme().equals("redis")
                && address.isAt(CACHE_PORT)
                && address.query().isEmpty()
                && List.of("", "0").contains(address.path());
        if (plain) {
            named("cacheURL", name, from, Role.CACHE);
        } else {
            cache.ask(from);
            ownAddress(name, from, address, Role.CACHE);
        }
    }

    /** An address that the operator does not write comes whole from a Secret of the user's. */
    private void ownAddress(String name, Attribute from, UrlParts address, Role role) {
        String path = address.path().isEmpty() ? "" : "/" + address.path();
        String query = address.query().isEmpty() ? "" : "?" + address.query();
        work.secrets()
                .add(
                        work.secrets().env(),
                        name,
                        address.scheme() + "://" + address.user() + ":PASSWORD@" + work.host(role) + ":"
                                + (role == Role.CACHE ? CACHE_PORT : DatabaseFacts.PORT) + path + query,
                        from);
        component.secretVariable(name, work.secrets().env(), name, from);
    }

    /** A secret value that contains an address, in any form, comes from a Secret that the user creates. */
    private void ownValue(String name, String value, Attribute from) {
        List<String> said = new ArrayList<>();
        for (Role role : Role.values()) {
            if (!work.renamed(role, value).equals(value)) {
                said.add(work.host(role));
                if (role == Role.DATABASE) {
                    database.password().ask(from);
                } else if (role == Role.CACHE) {
                    cache.ask(from);
                }
            }
        }
        work.secrets()
                .add(
                        work.secrets().env(),
                        name,
                        "the current value, with the host " + String.join(" and ", said),
                        from);
        component.secretVariable(name, work.secrets().env(), name, from);
    }

    /** Gives a field the first variable that says it; further ones come from the Secret that the operator generates. */
    private void named(String field, String name, Attribute from, Role role) {
        if (names.putIfAbsent(field, name) == null) {
            places.put(field, from);
            return;
        }
        waiting.add(() -> {
            if (role == Role.CACHE ? cache.isOwn() : database.password().isOwn()) {
                ownAddress(
                        name,
                        from,
                        UrlParts.of(Lookup.required(api.environment().values(), name))
                                .orElseThrow(),
                        role);
            } else {
                component.secretVariable(name, work.host(role), "url", from);
            }
        });
    }

    /** Whether a key says that its value is a host. */
    static boolean namesHost(String name) {
        return HOSTS.stream().anyMatch(name.toUpperCase(Locale.ROOT)::endsWith);
    }

    private static String stem(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String ending = HOSTS.stream().filter(upper::endsWith).findFirst().orElse("");
        return name.substring(0, name.length() - ending.length());
    }

    private void host(String name, String value, Attribute from) {
        Role role = work.behind(value).orElseThrow();
        String field = role == Role.DATABASE ? "databaseHost" : role == Role.CACHE ? "cacheHost" : "";
        if (!field.isEmpty() && names.putIfAbsent(field, name) == null) {
            places.put(field, from);
        } else {
            work.noteRenamed(from, "'" + name + "'");
            work.draft().add("api.env", Draft.map("name", name, "value", work.host(role)), from);
        }
    }

    /** Converts a port, a name or a user that is set next to the host of its server; returns whether it is one. */
    private boolean part(String name, String value, Attribute from) {
        for (Map.Entry<String, String> variable : api.environment().values().entrySet()) {
            String stem = stem(variable.getKey());
            if (!namesHost(variable.getKey()) || !name.startsWith(stem)) {
                continue;
            }
            String field = field(work.behind(variable.getValue()), name.substring(stem.length()), value);
            if (!field.isEmpty() && names.putIfAbsent(field, name) == null) {
                places.put(field, from);
                return true;
            }
        }
        return false;
    }

    private String field(Optional<Role> role, String what, String value) {
        if (role.equals(Optional.of(Role.CACHE))) {
            return what.equals("PORT") && value.equals(Integer.toString(CACHE_PORT)) ? "cachePort" : "";
        }
        if (!role.equals(Optional.of(Role.DATABASE))) {
            return "";
        }
        return switch (what) {
            case "PORT" -> value.equals(Integer.toString(DatabaseFacts.PORT)) ? "databasePort" : "";
            case "NAME", "DB", "DATABASE", "DBNAME", "DB_NAME" -> value.equals(database.name()) ? "databaseName" : "";
            case "USER", "USERNAME" -> value.equals(database.user()) ? "databaseUser" : "";
            default -> "";
        };
    }

    /** Carries a password that one of the servers has, too; returns whether it is one. */
    private boolean password(String name, String value, Attribute from) {
        String upper = name.toUpperCase(Locale.ROOT);
        boolean ofCache = cache.is(value)
                && (!database.password().is(value) || upper.contains("REDIS") || upper.contains("CACHE"));
        if (!ofCache && !database.password().is(value)) {
            return false;
        }
        String field = ofCache ? "cachePassword" : "databasePassword";
        if (names.putIfAbsent(field, name) == null) {
            places.put(field, from);
            return true;
        }
        waiting.add(() -> {
            String secret = ofCache ? cache.secret() : database.password().secret();
            component.secretVariable(
                    name, secret, ofCache ? cache.key() : database.password().key(), from);
        });
        return true;
    }

    /** A server of a stack always asks for a password; a program that never sent one must learn to. */
    private void notePasswords() {
        if (names.containsKey("cacheHost") && !names.containsKey("cachePassword") && !names.containsKey("cacheURL")) {
            Lookup.required(places, "cacheHost")
                    .noteApproximated(
                            "the cache of a WebStack requires a password, and this one has none; the api"
                                    + " receives it in " + Defaults.NAMES.get("cachePassword"),
                            "send it from the program, or set its variable in api.connection.cachePassword");
        }
        boolean inFile = api.environment()
                .values()
                .containsValue(SECRETS + database.password().key());
        if (names.containsKey("databaseHost")
                && !names.containsKey("databasePassword")
                && !names.containsKey("databaseURL")
                && !inFile) {
            Lookup.required(places, "databaseHost")
                    .noteApproximated(
                            "no variable of the api holds the database password; the api receives it in "
                                    + Defaults.NAMES.get("databasePassword"),
                            "read it in the program, or set its variable in api.connection.databasePassword");
        }
    }

    /** The names that the operator takes where the resource says nothing. */
    static final class Defaults {
        static final Map<String, String> NAMES = names();

        private Defaults() {}

        private static Map<String, String> names() {
            Map<String, String> names = new LinkedHashMap<>();
            for (String pair : List.of(
                    "databaseURL=DATABASE_URL",
                    "databaseHost=DATABASE_HOST",
                    "databasePort=DATABASE_PORT",
                    "databaseName=DATABASE_NAME",
                    "databaseUser=DATABASE_USER",
                    "databasePassword=DATABASE_PASSWORD",
                    "cacheURL=REDIS_URL",
                    "cacheHost=REDIS_HOST",
                    "cachePort=REDIS_PORT",
                    "cachePassword=REDIS_PASSWORD")) {
                names.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
            return names;
        }
    }
}
