package dev.sild.adopt.servers;

import dev.sild.adopt.draft.AdoptionContext;
import dev.sild.adopt.draft.Components;
import dev.sild.adopt.draft.DatabaseFacts;
import dev.sild.adopt.draft.Volumes;
import dev.sild.adopt.roles.Role;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageReference;
import dev.sild.images.KnownImages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the service with postgres to {@code spec.database}. */
public final class DatabaseAdopter {
    private static final int OLDEST = 13;
    private static final int NEWEST = 18;
    private static final Pattern IN_TAG = Pattern.compile("(?:^|.*-)pg(\\d+).*|(\\d+).*");

    /** Images with the paths and the entrypoint of the official one, which the operator starts. */
    private static final Set<String> LIKE_THE_OFFICIAL =
            Set.of("postgres", "postgis/postgis", "pgvector/pgvector", "ankane/pgvector", "timescale/timescaledb");

    private static final List<String> DATA =
            List.of("/var/lib/postgresql/data", "/var/lib/postgresql", "/bitnami/postgresql");
    private static final String SECRETS = "/run/secrets/";

    /** The operator gives postgres as long to write what is in memory only. */
    private static final long SECONDS_TO_END = 60;

    private final AdoptionContext work;
    private final ServiceFacts service;
    private final Components component;
    private final DatabaseFacts facts;

    public DatabaseAdopter(AdoptionContext work, ServiceFacts service, DatabaseFacts facts) {
        this.work = work;
        this.service = service;
        this.facts = facts;
        component = new Components(work, Role.DATABASE, service);
    }

    public void adopt() {
        image();
        component.put("name", facts.name(), place("POSTGRES_DB"));
        component.put("user", facts.user(), place("POSTGRES_USER"));
        component.runsOnce();
        component.resources();
        component.variables(this::isOurs);
        component.get("secrets").done();
        Volumes volumes = new Volumes(work, service);
        Optional<Attribute> data = volumes.data(dataFolders());
        data.ifPresentOrElse(
                mount -> volumes.claim(mount, "database.storage"),
                () -> service.attribute()
                        .noteApproximated("the data of a WebStack's database is on a claim and outlives its pod"));
        new PostgresSettings(work, service, component).adopt();
        volumes.rest(
                "the image's entrypoint only reads it at the first start",
                "run it with psql once the stack is ready, or include its result in the data",
                volumes.all().stream()
                        .filter(mount -> Volumes.target(mount).startsWith("/docker-entrypoint-initdb.d")));
        component.annotations();
        component.platform();
        component.networks();
        component.notPublished();
        Servers.common(component, service, SECONDS_TO_END, List.of("pg_isready", "psql"));
        component.get("shm_size").done();
        component.dealWithEngineLevel();
    }

    private Attribute place(String variable) {
        Attribute stated = component.variable(variable);
        return stated.or(service.attribute());
    }

    private List<String> dataFolders() {
        String moved = service.environment().values().getOrDefault("PGDATA", "");
        return moved.isEmpty() ? DATA : List.of(moved, DATA.get(0), DATA.get(1));
    }

    /** The version is the resource's own field; an image that is the default one of it need not be named. */
    private void image() {
        Attribute stated = component.get(service.built() ? "build" : "image");
        Optional<Integer> version = version(service.image().name());
        int carried = version.map(number -> Math.max(OLDEST, Math.min(NEWEST, number)))
                .orElse(NEWEST);
        boolean known = version.isPresent() && version.get() == carried;
        component.put("version", (long) carried, stated);
        boolean alike = service.built()
                || KnownImages.nameOf(service.image().name())
                        .filter(LIKE_THE_OFFICIAL::contains)
                        .isPresent()
                || KnownImages.nameOf(service.image().name()).isEmpty();
        ImageReference image = ImageReference.parse(service.image().name());
        boolean isDefault = image.familiarName().equals("postgres")
                && image.digest().isEmpty()
                && image.tag().equals(Optional.of(carried + "-alpine"));
        component.get("image").done();
        component.pullPolicy();
        if (!known) {
            stated.noteApproximated(
                    version.isEmpty()
                            ? "the postgres version is not known from the image name; using " + carried
                            : "a WebStack supports postgres " + OLDEST + " to " + NEWEST + "; version " + version.get()
                                    + " becomes " + carried,
                    "restore a dump of the older version into the newer one");
        } else if (!alike) {
            stated.noteApproximated(
                    "the operator runs the official postgres image instead",
                    "set database.image to an image based on the official one");
        } else if (!isDefault) {
            component.put("image", service.image().name(), stated);
        }
    }

    private static Optional<Integer> version(String image) {
        Matcher tag = IN_TAG.matcher(ImageReference.parse(image).tag().orElse(""));
        if (!tag.matches()) {
            return Optional.empty();
        }
        String number = tag.group(1) == null ? tag.group(2) : tag.group(1);
        return number.length() > 3 ? Optional.empty() : Optional.of(Integer.parseInt(number));
    }

    private boolean isOurs(String variable, Attribute from) {
        switch (variable) {
            case "POSTGRES_DB",
                    "POSTGRES_USER",
                    "POSTGRES_PASSWORD",
                    "POSTGRESQL_DATABASE",
                    "POSTGRESQL_USERNAME",
                    "POSTGRESQL_PASSWORD",
                    "PGUSER",
                    "PGDATABASE",
                    "PGPASSWORD" -> from.done();
            case "POSTGRES_PASSWORD_FILE", "POSTGRESQL_PASSWORD_FILE" -> passwordFile(from.peek(), from);
            case "PGDATA" -> from.noteApproximated("the operator sets the data folder on the claim");
            case "POSTGRES_HOST_AUTH_METHOD" ->
                from.noteLost(
                        "the database of a WebStack requires a password",
                        "configure its clients with the password that the operator generates");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void passwordFile(String file, Attribute from) {
        if (!file.startsWith(SECRETS)) {
            from.noteApproximated("a generated password replaces the one in " + file);
            return;
        }
        String key = file.substring(SECRETS.length());
        work.secrets().add(work.secrets().files(), key, "", from);
        facts.password().takeFrom(work.secrets().files(), key, from);
    }
}
