package dev.sild.adopt.roles;

import dev.sild.compose.translate.ServiceFacts;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownImages;
import dev.sild.images.Program;
import dev.sild.model.Lookup;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.report.Nearest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who has which part in the stack: as the user says, and else as the images tell. */
public final class Roles {
    private static final String OTHERWISE = "use 'sild convert' for projects of any shape";

    private final Map<Role, ServiceFacts> byRole;

    private Roles(Map<Role, ServiceFacts> byRole) {
        this.byRole = byRole;
    }

    /** Returns the service of that part. */
    public Optional<ServiceFacts> of(Role role) {
        return Optional.ofNullable(byRole.get(role));
    }

    /** Returns the user's own program, which no stack is without. */
    public ServiceFacts api() {
        return Lookup.required(byRole, Role.API);
    }

    /**
     * Finds the parts.
     *
     * @param services those that are not left out
     * @param project the place of all services
     * @throws InputException where the project is not of the stack's shape
     */
    public static Roles of(Map<String, ServiceFacts> services, RoleHints hints, Origin project) throws InputException {
        Map<Role, List<ServiceFacts>> found = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            found.put(role, new ArrayList<>());
            String hinted = hints.services().get(role.field());
            if (hinted != null) {
                found.get(role).add(known(services, hinted, project));
            }
        }
        List<Finding> misfits = new ArrayList<>();
        for (ServiceFacts service : services.values()) {
            Optional<Role> hinted = hinted(hints, service.key());
            Optional<Program> program = program(service);
            if (hinted.isPresent()) {
                refuseAnother(hinted.get(), program, service, misfits);
            } else if (program.equals(Optional.of(Program.OTHER_DATABASE))) {
                misfits.add(misfit(
                        service,
                        "it runs " + KnownImages.nameOf(service.image().name()).orElse("")
                                + ", but a WebStack only supports redis as its cache and postgres as its database"));
            } else {
                Role role = role(program);
                if (!hints.services().containsKey(role.field())) {
                    Lookup.required(found, role).add(service);
                } else {
                    misfits.add(misfit(
                            service,
                            role == Role.API
                                    ? "'" + hints.services().get("api") + "' is set as the api"
                                    : "'" + hints.services().get(role.field()) + "' is set as the " + role.field()));
                }
            }
        }
        if (Lookup.required(found, Role.API).isEmpty()) {
            takeForApi(found);
        }
        return new Roles(checked(found, misfits, services, project));
    }

    /** A web server image that the user builds is the user's program if there is no other. */
    private static void takeForApi(Map<Role, List<ServiceFacts>> found) {
        List<ServiceFacts> proxies = Lookup.required(found, Role.PROXY);
        List<ServiceFacts> built = proxies.stream().filter(ServiceFacts::built).toList();
        if (built.size() == 1) {
            proxies.removeAll(built);
            Lookup.required(found, Role.API).addAll(built);
        }
    }

    private static Optional<Role> hinted(RoleHints hints, String service) {
        return hints.services().entrySet().stream()
                .filter(entry -> entry.getValue().equals(service))
                .map(entry -> Role.values()[RoleHints.parts().indexOf(entry.getKey())])
                .findFirst();
    }

    private static ServiceFacts known(Map<String, ServiceFacts> services, String name, Origin project)
            throws InputException {
        ServiceFacts service = services.get(name);
        if (service == null) {
            throw noService(services, name, project);
        }
        return service;
    }

    /** Returns the error of a name that no service has. */
    public static InputException noService(Map<String, ServiceFacts> services, String name, Origin project) {
        String nearest = Nearest.of(name, services.keySet());
        return new InputException(new Finding(
                Code.INPUT_INVALID,
                project,
                "no service is named '" + name + "'",
                nearest.isEmpty()
                        ? "use one of " + String.join(", ", services.keySet())
                        : "did you mean " + nearest + "?"));
    }

    /** What is known to be something else cannot be made a part of the stack by calling it one. */
    private static void refuseAnother(
            Role role, Optional<Program> program, ServiceFacts service, List<Finding> misfits) {
        boolean fits = program.isEmpty()
                || switch (role) {
                    case PROXY -> program.get() == Program.NGINX || program.get() == Program.OTHER_PROXY;
                    case API -> program.get() != Program.REDIS && program.get() != Program.POSTGRES;
                    case CACHE -> program.get() == Program.REDIS;
                    case DATABASE -> program.get() == Program.POSTGRES;
                };
        if (!fits) {
            misfits.add(misfit(
                    service,
                    "it runs " + KnownImages.nameOf(service.image().name()).orElse("something else")
                            + ", which cannot be the " + role.field() + " of a WebStack"));
        }
    }

    private static Role role(Optional<Program> program) {
        return program.map(known -> switch (known) {
                    case NGINX, OTHER_PROXY -> Role.PROXY;
                    case REDIS -> Role.CACHE;
                    case POSTGRES -> Role.DATABASE;
                    case OTHER_DATABASE -> Role.API;
                })
                .orElse(Role.API);
    }

    /** An image that is built is what it builds on, where that is a web server. */
    private static Optional<Program> program(ServiceFacts service) {
        if (!service.built()) {
            return Program.of(service.image().name());
        }
        return service.image()
                .facts()
                .map(ImageFacts::contentPaths)
                .filter(paths -> paths.contains("/etc/nginx"))
                .map(paths -> Program.NGINX);
    }

    private static Map<Role, ServiceFacts> checked(
            Map<Role, List<ServiceFacts>> found,
            List<Finding> misfits,
            Map<String, ServiceFacts> services,
            Origin project)
            throws InputException {
        Map<Role, ServiceFacts> roles = new EnumMap<>(Role.class);
        List<Finding> wrong = new ArrayList<>(misfits);
        found.forEach((role, candidates) -> {
            if (candidates.size() == 1) {
                roles.put(role, candidates.get(0));
            }
            if (candidates.size() > 1) {
                candidates.forEach(candidate -> wrong.add(tooMany(role, candidate, candidates)));
            }
        });
        if (Lookup.required(found, Role.API).isEmpty()) {
            wrong.add(new Finding(
                    Code.INPUT_INVALID,
                    project,
                    "no service is the api of a WebStack, your own program behind the proxy: "
                            + shapes(services, roles),
                    "choose it with --api; " + OTHERWISE));
        }
        if (!wrong.isEmpty()) {
            throw new InputException(wrong);
        }
        return roles;
    }

    private static String shapes(Map<String, ServiceFacts> services, Map<Role, ServiceFacts> roles) {
        Map<String, String> parts = new TreeMap<>();
        roles.forEach((role, service) -> parts.put(service.key(), role.field()));
        Map<String, String> said = new LinkedHashMap<>();
        services.keySet().forEach(name -> said.put(name, parts.getOrDefault(name, "nothing")));
        return said.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "' is " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Finding tooMany(Role role, ServiceFacts candidate, List<ServiceFacts> candidates) {
        return new Finding(
                Code.INPUT_INVALID,
                candidate.attribute().origin(),
                "a WebStack has one " + role.field() + ", but several services qualify: "
                        + candidates.stream()
                                .map(each -> "'" + each.key() + "'")
                                .collect(Collectors.joining(" or ")),
                "choose it with --" + role.field() + ", omit the others with --without, or use 'sild convert'"
                        + " for projects of any shape");
    }

    private static Finding misfit(ServiceFacts service, String reason) {
        return new Finding(
                Code.INPUT_INVALID,
                service.attribute().origin(),
                "'" + service.key() + "' has no role in a WebStack: " + reason,
                "set the roles with --proxy, --api, --cache and --database, omit it with --without " + service.key()
                        + ", or use 'sild convert'");
    }
}
