package dev.sild.adopt;

import dev.sild.adopt.api.ApiAdopter;
import dev.sild.adopt.draft.AdoptionContext;
import dev.sild.adopt.draft.DatabaseFacts;
import dev.sild.adopt.draft.Draft;
import dev.sild.adopt.draft.SecretsToMake;
import dev.sild.adopt.draft.ServerPassword;
import dev.sild.adopt.nginx.NginxMeaning;
import dev.sild.adopt.proxy.ExposureAdopter;
import dev.sild.adopt.proxy.ProxyAdopter;
import dev.sild.adopt.proxy.StaticFiles;
import dev.sild.adopt.roles.Role;
import dev.sild.adopt.roles.RoleHints;
import dev.sild.adopt.roles.Roles;
import dev.sild.adopt.servers.CacheAdopter;
import dev.sild.adopt.servers.DatabaseAdopter;
import dev.sild.compose.BindFiles;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.ProjectFacts;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.image.Builds;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.compose.translate.source.Loss;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.ImageBuild;
import dev.sild.model.Names;
import dev.sild.report.Code;
import dev.sild.report.Findings;
import dev.sild.report.InputException;
import dev.sild.report.Redaction;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From a compose project to a WebStack. */
public final class Adopter {
    /** What the name of a stack may have, since it becomes part of the names of Services. */
    private static final int LONGEST_NAME = 40;

    private final ComposeProject project;
    private final AdoptionContext work;

    private Adopter(ComposeProject project, AdoptionContext work) {
        this.project = project;
        this.work = work;
    }

    /**
     * Returns the resource that takes a project's place, and what it cannot say.
     *
     * @param files what may be read of the files the project mounts
     * @throws InputException where the project is not of the shape of a web stack, with what was found
     */
    public static Adoption adopt(ComposeProject project, TranslateOptions options, RoleHints hints, BindFiles files)
            throws InputException {
        Findings findings = new Findings();
        project.findings().forEach(findings::add);
        Ledger ledger = new Ledger(
                findings,
                path -> new Loss(
                        path.contains(".volumes[")
                                ? "a WebStack does not mount anything else there"
                                : "a WebStack has no field for it",
                        "use 'sild convert', which supports more of Kubernetes"));
        Attribute root = Attribute.root(project.root(), ledger);
        ProjectFacts facts =
                ProjectFacts.of(project, options, root, root.get("services").entries(), files);
        Map<String, ServiceFacts> services = services(facts);
        for (String left : hints.without()) {
            leaveOut(services, left, root.get("services"));
        }
        Roles roles = Roles.of(services, hints, root.get("services").origin());
        String name = Names.cut(Names.label(project.name()), LONGEST_NAME);
        Draft draft = new Draft();
        AdoptionContext work = new AdoptionContext(name, facts, roles, draft, new SecretsToMake(name));
        new Adopter(project, work).components();
        if (!options.images().pullSecrets().isEmpty()) {
            draft.put(
                    "imagePullSecrets",
                    options.images().pullSecrets().stream()
                            .map(secret -> Draft.map("name", secret))
                            .toList(),
                    root);
        }
        List<ImageBuild> builds = builds(facts, services.values());
        work.secrets().report();
        ledger.reportTheRest(root);
        return new Adoption(
                draft.resource(name),
                draft.origins(),
                builds,
                Redaction.of(facts.secrets().known())
                        .apply(Redaction.of(project.environment()).apply(findings.all())));
    }

    /** Returns the services with every name that resolves to each, whether or not the name is legal elsewhere. */
    private static Map<String, ServiceFacts> services(ProjectFacts project) {
        Map<String, Attribute> unseen = Attribute.root(project.project().root(), new Ledger(new Findings()))
                .get("services")
                .entries();
        ServiceNames names = ServiceNames.of(unseen);
        Map<String, ServiceFacts> all = new LinkedHashMap<>();
        project.services().keySet().forEach(service -> {
            Set<String> hosts = new LinkedHashSet<>(Set.of(service));
            names.hosts().stream()
                    .filter(host -> names.answering(host).equals(Set.of(names.component(service))))
                    .sorted()
                    .forEach(hosts::add);
            all.put(
                    service,
                    new ServiceFacts(
                            project,
                            new ServiceFacts.Identity(service, service, hosts, false),
                            ServiceNames.of(Map.of()),
                            ServiceFacts.Use.ADOPTED));
        });
        return all;
    }

    /** Returns how the images of services are built; empty unless a script is requested. */
    private static List<ImageBuild> builds(ProjectFacts project, Collection<ServiceFacts> services) {
        Builds builds = new Builds(
                project.root(),
                project.files().folder(),
                project.images(),
                project.secrets().ofProject());
        services.stream()
                .filter(service -> project.images().hasScript() && service.built())
                .forEach(service -> builds.add(service.key(), service.attribute()));
        return builds.all();
    }

    private static void leaveOut(Map<String, ServiceFacts> services, String name, Attribute all) throws InputException {
        ServiceFacts left = services.remove(name);
        if (left == null) {
            throw Roles.noService(services, name, all.origin());
        }
        left.attribute().lost("it is omitted as requested", "run it next to the stack; 'sild convert' converts it");
    }

    private void components() {
        Optional<ServiceFacts> proxy = work.roles().of(Role.PROXY);
        Optional<ServiceFacts> database = work.roles().of(Role.DATABASE);
        Optional<ServiceFacts> cache = work.roles().of(Role.CACHE);
        StaticFiles staticFiles = StaticFiles.of(work);
        Optional<ProxyAdopter> front = proxy.map(service -> new ProxyAdopter(work, service, staticFiles.inProxy()));
        Optional<NginxMeaning> meaning = front.map(ProxyAdopter::meaning);
        boolean tls = new ExposureAdopter(work).adopt(front.flatMap(ProxyAdopter::endsTls));
        front.ifPresentOrElse(
                adopter -> adopter.adopt(tls),
                () -> work.draft().put("proxy.enabled", false, work.project().root()));
        DatabaseFacts facts = DatabaseFacts.of(work);
        ServerPassword password = CacheAdopter.password(work);
        database.ifPresentOrElse(
                service -> new DatabaseAdopter(work, service, facts).adopt(),
                () -> work.draft().put("database.enabled", false, work.project().root()));
        cache.ifPresentOrElse(
                service -> new CacheAdopter(work, service).adopt(),
                () -> work.draft().put("cache.enabled", false, work.project().root()));
        new ApiAdopter(work, meaning.flatMap(NginxMeaning::apiPort)).adopt(facts, password, staticFiles.inApi());
        staticFiles.adopt(meaning.flatMap(NginxMeaning::staticPath));
        limits();
        project();
    }

    /** Where compose lets a container take what it likes, a stack has limits that may be too low for it. */
    private void limits() {
        List<String> limited = Arrays.stream(Role.values())
                .filter(role ->
                        work.roles().of(role).isPresent() && !work.draft().has(role.field() + ".resources.limits"))
                .map(Role::field)
                .toList();
        if (!limited.isEmpty()) {
            work.project()
                    .root()
                    .get("services")
                    .noteApproximated(
                            String.join(", ", limited) + " set no limits; the defaults of the WebStack apply"
                                    + " (see 'sild explain webs.spec.api.resources')",
                            "set deploy.resources.limits, or resources in the WebStack");
        }
    }

    /** Handles the top-level attributes, whether or not a service uses them. */
    private void project() {
        Attribute root = work.project().root();
        root.get("name").done();
        root.get("version").done();
        root.get("networks").entries().values().forEach(network -> {
            network.get("name").done();
            network.get("internal").done();
            if (List.of("", "bridge", "default").contains(network.get("driver").peek())) {
                network.get("driver").done();
            }
        });
        root.get("volumes")
                .entries()
                .values()
                .forEach(volume -> volume.get("name").done());
        for (String kind : List.of("secrets", "configs")) {
            root.get(kind).done();
        }
        if (!project.name().equals(work.name())) {
            root.get("name")
                    .note(
                            Code.NAME_CHANGED,
                            "a stack name has at most " + LONGEST_NAME + " lower-case letters, digits and -; using '"
                                    + work.name() + "'");
        }
    }
}
