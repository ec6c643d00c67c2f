package dev.sild.stacks.web;

import dev.sild.model.Call;
import dev.sild.model.Mount;
import dev.sild.model.PodSecurity;
import dev.sild.model.Port;
import dev.sild.programs.NginxProgram;
import dev.sild.programs.databases.Database;
import dev.sild.programs.nginx.NginxConf;
import dev.sild.programs.settings.Engine;
import dev.sild.stacks.shared.Door;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.Stack;
import dev.sild.stacks.spec.DatabaseSpecs;
import dev.sild.stacks.spec.MonitoredFrame;
import dev.sild.stacks.spec.NginxSpecs;
import dev.sild.stacks.spec.Openings;
import dev.sild.stacks.spec.Shapes;
import dev.sild.stacks.spec.UserProgram;
import dev.sild.v1alpha1.WebStack;
import dev.sild.v1alpha1.WebStackSpec;
import dev.sild.v1alpha1.shared.SecurityContext;
import dev.sild.v1alpha1.webstackspec.Cache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What every component of a WebStack is made within. */
final class WebStackFrame extends MonitoredFrame<WebStackSpec> {
    /** Owns the volume of static files where the user names no group: any group that nothing else has. */
    private static final long ANY_GROUP = 1000;

    static final String PROXY = "proxy";
    static final String API = "api";
    static final String CACHE = "cache";
    static final String DATABASE = "database";

    /** The bundles and volumes that several components know. */
    static final String STATIC_FILES = "static-files";

    private static final String BACKUP = "backup";

    WebStackFrame(WebStack resource, Inputs inputs) {
        super(resource, inputs);
    }

    Stack stack() {
        Parts parts = WebStackParts.of(this);
        List<Call> calls = new ArrayList<>(
                List.of(entering(entrance(), doors().stream().map(Door::port).toList())));
        if (spec().getProxy().getEnabled()) {
            calls.add(Call.between(PROXY, API, apiPort()));
        }
        cache().ifPresent(cache -> calls.add(Call.between(API, CACHE, cache.port())));
        database().ifPresent(database -> calls.add(Call.between(API, DATABASE, database.port())));
        calls.addAll(parts.calls());
        calls.addAll(api().leaving());
        return stack(parts, Openings.of(spec().getExposure(), entrance(), doors()), calls, Set.of(entrance()));
    }

    /** Returns the component that answers callers from outside. */
    private String entrance() {
        return spec().getProxy().getEnabled() ? PROXY : API;
    }

    private List<Door> doors() {
        return spec().getProxy().getEnabled()
                ? NginxProgram.doors(proxy().endsTls())
                : List.of(new Door(apiPort(), false));
    }

    /** Returns the annotations of a component's own Service. */
    Map<String, String> ofService(String component) {
        return component.equals(entrance()) ? Openings.ofService(spec().getExposure()) : Map.of();
    }

    Port apiPort() {
        return ModelValues.port(spec().getApi().getPort(), "http", "http");
    }

    UserProgram api() {
        return new UserProgram(this, API, apiPort(), spec().getApi());
    }

    NginxSpecs proxy() {
        return new NginxSpecs(
                this,
                PROXY,
                spec().getProxy(),
                List.of(host(API)),
                Openings.endsTls(spec().getExposure()),
                spec().getStaticFiles().getEnabled()
                        ? List.of(Mount.ofVolume(STATIC_FILES, NginxConf.STATIC_FOLDER, true))
                        : List.of(),
                Shapes.level(spec().getProxy()) == PodSecurity.RESTRICTED ? staticGroup() : Optional.empty());
    }

    /**
     * Returns the group that owns the volume of static files. The proxy has it, too: on some volumes the kubelet sets
     * the group for the first pod only, and the api could not write to a volume that the proxy has mounted before.
     */
    Optional<Long> staticGroup() {
        SecurityContext context = spec().getApi().getSecurityContext();
        if (!spec().getStaticFiles().getEnabled()) {
            return Optional.empty();
        }
        return Shapes.level(spec().getApi()) != PodSecurity.RESTRICTED
                ? Optional.ofNullable(context.getFsGroup())
                : Stream.of(context.getFsGroup(), context.getRunAsGroup(), context.getRunAsUser(), ANY_GROUP)
                        .filter(id -> id != null && id > 0)
                        .findFirst();
    }

    Optional<Database> database() {
        dev.sild.v1alpha1.webstackspec.Database database = spec().getDatabase();
        int version = database.getVersion().getValue();
        return database.getEnabled()
                ? Optional.of(DatabaseSpecs.server(
                        this,
                        DATABASE,
                        database,
                        new Engine.Postgres(version, Shapes.map(database.getParameters())),
                        Engine.Postgres.image(version),
                        database.getName(),
                        database.getUser(),
                        DatabaseSpecs.backups(this, BACKUP, DATABASE, database.getBackup(), database.getBootstrap())))
                : Optional.empty();
    }

    Optional<Database> cache() {
        Cache cache = spec().getCache();
        return cache.getEnabled()
                ? Optional.of(DatabaseSpecs.server(
                        this,
                        CACHE,
                        cache,
                        DatabaseSpecs.redis(cache),
                        cache.getImage(),
                        "",
                        "",
                        DatabaseSpecs.Backups.NONE))
                : Optional.empty();
    }
}
