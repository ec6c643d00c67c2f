package dev.sild.compose.translate;

import dev.sild.compose.BindFiles;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.image.Builds;
import dev.sild.compose.translate.network.AssignedAddresses;
import dev.sild.compose.translate.network.EngineProxies;
import dev.sild.compose.translate.network.FrontDoors;
import dev.sild.compose.translate.network.HostAddresses;
import dev.sild.compose.translate.network.Isolation;
import dev.sild.compose.translate.network.LoopbackAddresses;
import dev.sild.compose.translate.network.MachineUses;
import dev.sild.compose.translate.network.PrivateAddresses;
import dev.sild.compose.translate.network.Publishing;
import dev.sild.compose.translate.network.ServerTexts;
import dev.sild.compose.translate.pods.PodPlan;
import dev.sild.compose.translate.pods.PreStarts;
import dev.sild.compose.translate.pods.VolumesFrom;
import dev.sild.compose.translate.relations.ContainerNames;
import dev.sild.compose.translate.relations.InterchangeablePods;
import dev.sild.compose.translate.relations.Namespaces;
import dev.sild.compose.translate.relations.ProxyTargets;
import dev.sild.compose.translate.relations.Relations;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.relations.ServiceOrder;
import dev.sild.compose.translate.relations.UsedNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.ClearTexts;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.storage.Binds;
import dev.sild.compose.translate.storage.BoundVolumes;
import dev.sild.compose.translate.storage.DataFolders;
import dev.sild.compose.translate.storage.StatefulServices;
import dev.sild.compose.translate.storage.Storage;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Endpoint;
import dev.sild.model.Files;
import dev.sild.model.Lookup;
import dev.sild.model.Names;
import dev.sild.model.Network;
import dev.sild.report.Findings;
import dev.sild.report.Redaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * From a compose project to an application, in four stages: each service is read, services are related, grouped into
 * pods, and the application is put together.
 *
 * <p>Reads no file but through the {@link BindFiles} it is given, and knows no Kubernetes type: what the parts of an
 * application are called there is the renderer's business.
 */
public final class Translator {
    private final ComposeProject input;
    private final TranslateOptions options;
    private final Attribute root;
    private final Map<String, Attribute> services;
    private final ServiceOrder order;
    private final ServiceNames names;
    private final ProjectFacts project;
    private final Storage storage;
    private final Binds binds;
    private final Builds builds;

    private Translator(ComposeProject input, TranslateOptions options, BindFiles files, Ledger ledger) {
        this.input = input;
        this.options = options;
        root = Attribute.root(input.root(), ledger);
        services = RunnableServices.of(root.get("services").entries());
        ledger.setServices(services.keySet());
        order = ServiceOrder.of(services);
        names = ServiceNames.of(
                services,
                !options.singlePod(),
                options.podman()
                        ? InterchangeablePods.NONE
                        : InterchangeablePods.of(services, order, options.storage()),
                ContainerNames.of(input));
        project = ProjectFacts.of(input, options, root, services, files);
        storage = new Storage(root, project.files(), options);
        binds = new Binds(
                storage,
                project.files(),
                options.storage().binds(),
                options.played(),
                new DataFolders(services.values(), input.folder(), files),
                ledger);
        builds = new Builds(
                root,
                input.folder(),
                project.images(),
                project.secrets().ofProject(),
                path -> options.played() && files.kind(path) == BindFiles.Kind.OUTSIDE,
                names.changed()::rewrite);
    }

    /**
     * Translates a project.
     *
     * @param files what may be read of the files the project mounts
     */
    public static Translation translate(ComposeProject project, TranslateOptions options, BindFiles files) {
        Findings findings = new Findings();
        project.findings().forEach(findings::add);
        Ledger ledger = new Ledger(findings);
        // Pods of podman run on this machine, where volumes of its folders are what they are.
        ComposeProject bound = options.podman()
                ? project
                : BoundVolumes.asBinds(project, options.storage().binds(), files);
        return new Translator(bound, options, files, ledger).translation(findings, ledger);
    }

    private Translation translation(Findings findings, Ledger ledger) {
        RunnableServices.reportNone(input, root);
        StatefulServices.check(options.storage(), root, services);
        Map<String, ServiceFacts> facts = read();
        Placeholders.report(facts.values(), input.environment());
        if (!options.podman()) {
            UnsetInChecks.report(input.findings(), ledger);
            Set<String> reported = new HostAddresses(services, root.get("networks")).report();
            new AssignedAddresses(services, root.get("networks")).report(reported);
            PrivateAddresses.report(services.values(), root.get("networks"), reported);
            MachineUses.report(root.get("services"));
            new LoopbackAddresses(services, names)
                    .replace(service -> Lookup.required(facts, service).environment());
        }
        AddressedPorts told = AddressedPorts.of(facts.values(), names);
        VolumesFrom volumesFrom = new VolumesFrom(services, storage);
        List<Component> alone = components(facts, told, volumesFrom);
        UnaskedChecks unasked = UnaskedChecks.of(facts.values(), order, alone, storage, options);
        unasked.report();
        List<Files> copied = ImageConfiguration.of(facts.values(), alone, binds, project.files());
        binds.needed().report(alone, copied);
        List<ProxyTargets.Target> proxied = new ProxyTargets(project.files().all(), binds::shown)
                .of(alone, copied, PlainVariables.of(facts.values()));
        AddressedPorts addresses = told.withFiles(alone, project.files().all(), copied, proxied, binds::shown)
                .withOutside(project);
        new UnknownHosts(input, root, names, options.podman(), ledger).report(facts.values(), proxied);
        UnknownPorts.report(facts.values(), alone, order, addresses, project);
        MayEnd.report(facts.values(), alone, order, addresses::isServer, options.podman() ? "podman" : "Kubernetes");
        Relations relations = new Relations(
                services, names, order, Namespaces.of(services), addresses.addressed(), addresses.asked());
        List<Network> networks = Isolation.of(root, relations, options);
        PodPlan plan = PodPlan.of(
                relations,
                options,
                alone.stream()
                        .map(component -> ServiceComponents.withPorts(
                                component, addresses.ports(component.name()), options.podman()))
                        .toList(),
                networks,
                storage,
                volumesFrom,
                starts(facts.values(), unasked));
        Application plain = application(facts, relations, addresses, plan, alone, copied, proxied);
        Application application = options.podman()
                ? plain
                : SharedSecrets.in(
                        plain,
                        facts.values().stream().map(ServiceFacts::environment).toList());
        storage.finish();
        root.get("version").done();
        new HostsInFiles(root, names, project, binds, ledger)
                .report(facts.values(), alone, application, copied, proxied);
        if (!options.podman()) {
            SecretsInImages.report(facts.values(), binds, project.files(), ledger);
        }
        root.get("name").done();
        ledger.reportTheRest(root);
        ClearTexts.report(project.secrets(), findings, ledger);
        return new Translation(
                application,
                builds.all(),
                plan.dependencies(),
                Redaction.of(project.secrets().known())
                        .apply(Redaction.of(
                                        input.environment(), project.secrets().identifiers())
                                .apply(findings.all())),
                project.secrets().known(),
                project.secrets().places(true),
                facts,
                addresses.addressed());
    }

    /** Reads each service after those it waits for. */
    private Map<String, ServiceFacts> read() {
        Map<String, ServiceFacts> facts = new LinkedHashMap<>();
        for (String service : order.sorted()) {
            String name = names.component(service);
            facts.put(
                    service,
                    new ServiceFacts(
                                    project,
                                    new ServiceFacts.Identity(
                                            service,
                                            name,
                                            new TreeSet<>(List.of(service, name)),
                                            order.awaitedToComplete(service)),
                                    names,
                                    ServiceFacts.Use.CONVERTED)
                            .readAll(root.get("models")));
            Attribute attribute = Lookup.required(services, service);
            if (attribute.get("build").present()
                    && (options.played() || !options.images().script().isEmpty())) {
                builds.add(service, attribute);
            }
        }
        NamesInImages.replace(facts.values(), names);
        if (!options.podman()) {
            RegisteredNames.replace(facts.values(), project.files());
            NextServers.listen(facts.values());
            LastingNames.give(facts.values());
        }
        // A service's environment already contains the name of the bundle of its secret variables.
        facts.values()
                .forEach(service -> service.environment()
                        .bundle()
                        .ifPresent(bundle -> project.files().reserve(bundle.name())));
        return facts;
    }

    private List<Component> components(
            Map<String, ServiceFacts> facts, AddressedPorts addresses, VolumesFrom volumesFrom) {
        ServiceComponents components =
                new ServiceComponents(project, names, order, addresses, storage, binds, volumesFrom);
        List<Component> all = new ArrayList<>();
        facts.values().forEach(service -> {
            storage.lookAt(service.attribute(), service.image().facts());
            binds.lookAt(service.attribute(), service.image(), service.process().words());
        });
        facts.values().forEach(service -> all.add(components.of(service)));
        binds.finish();
        return all;
    }

    private static PodPlan.Starts starts(Collection<ServiceFacts> facts, UnaskedChecks unasked) {
        Map<String, PreStarts> steps = new LinkedHashMap<>();
        Map<String, String> supervisors = new LinkedHashMap<>();
        Map<String, Set<String>> scripts = new LinkedHashMap<>();
        Set<String> careless = new HashSet<>();
        Set<String> migrating = new HashSet<>();
        facts.forEach(service -> {
            steps.put(service.name(), service.preStarts());
            service.supervisor().ifPresent(program -> supervisors.put(service.name(), program));
            scripts.put(service.name(), service.process().waitedForInVain());
            if (service.process().ignoresFailures()) {
                careless.add(service.name());
            }
            if (service.process().ignoresFailedMigrations()) {
                migrating.add(service.name());
            }
        });
        return new PodPlan.Starts(steps, unasked.foundEarly(), supervisors, scripts, careless, migrating);
    }

    private Application application(
            Map<String, ServiceFacts> facts,
            Relations relations,
            AddressedPorts addresses,
            PodPlan plan,
            List<Component> alone,
            List<Files> copied,
            List<ProxyTargets.Target> proxied) {
        Map<String, Ports> ports = new LinkedHashMap<>();
        facts.forEach((service, its) -> ports.put(service, addresses.ports(its.name())));
        List<Endpoint> endpoints = UsedNames.needed(
                plan.endpoints(),
                UnreachableNames.of(plan, relations, root, facts.values()),
                relations,
                input.root(),
                project.files(),
                options.podman());
        return Application.of(Names.label(input.name()), plan.components())
                .with(builder -> builder.endpoints(endpoints)
                        .volumes(storage.volumes(alone, plan.components()))
                        .files(project.files().all())
                        .networks(plan.networks())
                        .exposures(plan.pods()
                                .exposures(Publishing.of(
                                        root,
                                        relations,
                                        options,
                                        ports,
                                        ServiceFacts.programs(facts.values()),
                                        new ServerTexts(alone, project.files(), copied),
                                        FrontDoors.of(
                                                proxied, relations, EngineProxies.withFiles(alone, project.files())),
                                        component ->
                                                plan.pods().pod(component).pod().hostNetwork()))));
    }
}
