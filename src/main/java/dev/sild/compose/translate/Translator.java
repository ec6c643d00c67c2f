package dev.sild.compose.translate;

import dev.sild.compose.BindFiles;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.container.WorkloadKinds;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.Builds;
import dev.sild.compose.translate.image.BuiltImages;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.network.Isolation;
import dev.sild.compose.translate.network.Publishing;
import dev.sild.compose.translate.pods.OneShots;
import dev.sild.compose.translate.pods.PodNeeds;
import dev.sild.compose.translate.pods.PodNetworks;
import dev.sild.compose.translate.pods.PodTable;
import dev.sild.compose.translate.pods.PreStartJobs;
import dev.sild.compose.translate.pods.PreStarts;
import dev.sild.compose.translate.pods.SharedPods;
import dev.sild.compose.translate.pods.VolumesFrom;
import dev.sild.compose.translate.pods.Waiting;
import dev.sild.compose.translate.relations.FilePorts;
import dev.sild.compose.translate.relations.InterchangeablePods;
import dev.sild.compose.translate.relations.NamesInFiles;
import dev.sild.compose.translate.relations.Namespaces;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.relations.ServiceOrder;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.ClearTexts;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.compose.translate.source.ProjectSecrets;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.storage.Binds;
import dev.sild.compose.translate.storage.DataFolders;
import dev.sild.compose.translate.storage.StatefulServices;
import dev.sild.compose.translate.storage.Storage;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Dependency;
import dev.sild.model.Dependency.Until;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Network;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import dev.sild.report.Findings;
import dev.sild.report.Redaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * From a compose project to an application.
 *
 * <p>Reads no file but through the {@link BindFiles} it is given, and knows no Kubernetes type: what the parts of an
 * application are called there is the renderer's business.
 */
public final class Translator {
    private final ComposeProject project;
    private final TranslateOptions options;
    private final Attribute root;
    private final ServiceNames names;
    private final ServiceOrder order;
    private final Map<String, Attribute> services;
    private final FileBundles bundles;
    private final ProjectSecrets secrets;
    private final Storage storage;
    private final Binds binds;
    private final Map<String, Set<String>> addressed = new HashMap<>();
    private final BuiltImages images;
    private final Builds builds;
    private List<Dependency> dependencies = List.of();

    private Translator(ComposeProject project, TranslateOptions options, BindFiles files, Ledger ledger) {
        this.project = project;
        this.options = options;
        root = Attribute.root(project.root(), ledger);
        services = runnable(root.get("services").entries());
        order = ServiceOrder.of(services);
        names = ServiceNames.of(
                services,
                !options.singlePod(),
                options.podman()
                        ? InterchangeablePods.NONE
                        : InterchangeablePods.of(services, order, options.storage()));
        secrets = ProjectSecrets.of(project, root, services, files);
        bundles = new FileBundles(project.environment(), project.folder(), files, secrets.ofProject());
        storage = new Storage(root, bundles, options);
        binds = new Binds(
                storage,
                bundles,
                options.storage().hostPaths(),
                options.played(),
                new DataFolders(services.values(), project.folder(), files));
        images = BuiltImages.of(services, project.name(), options);
        builds = new Builds(
                root,
                project.folder(),
                images,
                secrets.ofProject(),
                path -> options.played() && files.kind(path) == BindFiles.Kind.OUTSIDE);
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
        Translator translator = new Translator(project, options, files, ledger);
        Application application = translator.application();
        NamesInFiles.report(application.files(), translator.names.changed(), options.podman(), ledger);
        translator.root.get("name").done();
        ledger.reportTheRest(translator.root);
        ClearTexts.report(translator.secrets, findings, ledger);
        return new Translation(
                application,
                translator.builds.all(),
                translator.dependencies,
                Redaction.of(translator.secrets.known())
                        .apply(Redaction.of(project.environment()).apply(findings.all())),
                translator.secrets.known(),
                translator.secrets.places(true));
    }

    private Application application() {
        reportNothingToRun();
        StatefulServices.check(options.storage(), root, services);
        Map<String, ServiceTranslator> translators = new LinkedHashMap<>();
        for (String service : order.sorted()) {
            translators.put(
                    service,
                    new ServiceTranslator(
                            services.get(service),
                            service,
                            names,
                            order,
                            options,
                            ServiceImage.of(services.get(service), service, images, options.podman(), bundles),
                            root.get("models"),
                            secrets.of(service)));
            if (services.get(service).get("build").present()
                    && (options.played() || !options.images().script().isEmpty())) {
                builds.add(service, services.get(service));
            }
        }
        translators.values().forEach(translator -> translator.reserveNames(bundles));
        findPorts(translators);
        VolumesFrom volumesFrom = new VolumesFrom(services, names, storage);
        List<Component> components = new ArrayList<>();
        translators.forEach((service, translator) ->
                components.add(translator.component(storage, binds, bundles, own -> volumesFrom.with(service, own))));
        binds.finish();
        findPortsInFiles(translators, components);
        Namespaces namespaces = Namespaces.of(services);
        List<Network> networks = Isolation.of(root, services, names, namespaces, options);
        PodTable pods = new PodTable(components);
        PodNetworks podNetworks = new PodNetworks(pods, networks);
        SharedPods shared = new SharedPods(services, names, order, namespaces, pods, podNetworks);
        shared.apply();
        volumesFrom.join(shared);
        List<Endpoint> endpoints =
                new ArrayList<>(names.endpoints(pods.ports(networkOwners(namespaces)), peers(translators)));
        PodNeeds needs = new PodNeeds(services.keySet(), order, names, pods, addressed);
        new OneShots(services, names, order, options, pods, needs, podNetworks).apply();
        needs = new PodNeeds(services.keySet(), order, names, pods, addressed);
        dependencies = dependencies(pods);
        endpoints.addAll(new Waiting(services, names, order, options, pods, needs, endpoints, podNetworks).apply());
        Map<String, PreStarts> steps = new LinkedHashMap<>();
        translators.values().forEach(translator -> steps.put(translator.name(), translator.preStarts()));
        PreStartJobs preStartJobs = new PreStartJobs(steps, pods, podNetworks, storage, options);
        List<Component> ordered = preStartJobs.apply(pods.sorted(needs.all()));
        List<Component> running = options.played() ? startedAgainAsSaid(ordered, pods) : ordered;
        Application application = Application.of(Names.label(project.name()), running)
                .with(builder -> builder.endpoints(pods.endpoints(endpoints))
                        .volumes(storage.volumes(components, running))
                        .files(bundles.all())
                        .networks(preStartJobs.networks(pods.networks(networks)))
                        .exposures(pods.exposures(exposures(translators, pods))));
        storage.finish();
        root.get("version").done();
        return application;
    }

    private void reportNothingToRun() {
        Attribute all = root.get("services");
        if (all.entries().isEmpty()) {
            List<String> profiles = project.disabledProfiles();
            all.note(
                    Code.NOTHING_TO_RUN,
                    profiles.isEmpty()
                            ? "the project has no services: nothing to run"
                            : "every service has an inactive profile: nothing to run",
                    profiles.isEmpty()
                            ? "add a service under `services:`"
                            : "activate a profile: --profile " + String.join(", --profile ", profiles));
        }
    }

    /**
     * Returns what is held back for what, pods in the place of services; of two conditions the one that asks for more.
     */
    private List<Dependency> dependencies(PodTable pods) {
        Map<List<String>, Until> found = new LinkedHashMap<>();
        services.keySet()
                .forEach(service -> order.waits(service).forEach((target, until) -> {
                    String pod = pods.podOf(names.component(service));
                    String awaited = pods.podOf(names.component(target));
                    if (!pod.equals(awaited)) {
                        found.merge(
                                List.of(pod, awaited), until, (one, other) -> one.compareTo(other) > 0 ? one : other);
                    }
                }));
        return found.entrySet().stream()
                .map(entry ->
                        new Dependency(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .toList();
    }

    private List<Component> startedAgainAsSaid(List<Component> components, PodTable pods) {
        Map<String, List<Attribute>> members = new HashMap<>();
        services.forEach((service, attribute) -> members.computeIfAbsent(
                        pods.podOf(names.component(service)), pod -> new ArrayList<>())
                .add(attribute));
        return components.stream()
                .map(pod -> startedAgainAsSaid(pod, members.getOrDefault(pod.name(), List.of())))
                .toList();
    }

    /** Returns a pod as one that ends where none of its services is started again whatever its end. */
    private static Component startedAgainAsSaid(Component pod, List<Attribute> members) {
        int tries = 0;
        for (Attribute service : members) {
            Optional<Integer> its = WorkloadKinds.triesOfEnding(service);
            if (its.isEmpty()) {
                return pod;
            }
            tries = Math.max(tries, its.get());
        }
        return pod.workload() instanceof Workload.Once once
                ? pod.withWorkload(new Workload.Once(tries, once.completions()))
                : pod.workload().mostPods() == 1 ? pod.withWorkload(new Workload.Once(tries, 1)) : pod;
    }

    /** Returns whose network each component uses. */
    private Map<String, String> networkOwners(Namespaces namespaces) {
        Map<String, String> owners = new HashMap<>();
        services.keySet()
                .forEach(service ->
                        owners.put(names.component(service), names.component(namespaces.networkOwner(service))));
        return owners;
    }

    /** Returns the services that run a container; what a provider outside of compose makes available runs none. */
    private static Map<String, Attribute> runnable(Map<String, Attribute> services) {
        Map<String, Attribute> runnable = new LinkedHashMap<>();
        services.forEach((name, service) -> {
            if (service.get("provider").present()) {
                service.found(
                        Code.NOT_CARRIED,
                        "a provider creates '" + name + "' on this machine; its dependants lack the variables"
                                + " that the provider sets",
                        "create it in the cluster");
            } else if (!service.get("build").present()
                    && service.get("image").string().isBlank()) {
                service.found(
                        Code.NOT_CARRIED,
                        "'" + name + "' has neither `image` nor `build`: nothing to run",
                        "set `image` or `build`");
            } else {
                runnable.put(name, service);
            }
        });
        return runnable;
    }

    /**
     * Returns the components that become ready by finding each other: several of one image with the same health check,
     * as the members of a cluster have it, and what finds itself. Compose finds them before they are well.
     */
    private static Set<String> peers(Map<String, ServiceTranslator> translators) {
        Map<String, List<String>> alike = new LinkedHashMap<>();
        translators
                .values()
                .forEach(translator -> translator
                        .likeness()
                        .ifPresent(likeness -> alike.computeIfAbsent(likeness, key -> new ArrayList<>())
                                .add(translator.name())));
        Set<String> peers = new LinkedHashSet<>();
        alike.values().stream().filter(group -> group.size() > 1).forEach(peers::addAll);
        translators.values().stream()
                .filter(ServiceTranslator::needsItself)
                .map(ServiceTranslator::name)
                .forEach(peers::add);
        return peers;
    }

    /** Ports that nobody declares are found in the addresses that other services are given. */
    private void findPorts(Map<String, ServiceTranslator> translators) {
        Map<String, ServiceTranslator> byName = new HashMap<>();
        translators.values().forEach(translator -> byName.put(translator.name(), translator));
        Set<String> hosts = names.hosts();
        Map<ServiceTranslator, Set<Integer>> own = new LinkedHashMap<>();
        translators.forEach((service, translator) -> translator.addresses(hosts).forEach((host, numbers) -> {
            for (String answering : names.answering(host)) {
                ServiceTranslator other = byName.get(answering);
                if (other == translator) {
                    own.computeIfAbsent(translator, key -> new TreeSet<>()).addAll(numbers);
                } else if (other != null) {
                    addressed
                            .computeIfAbsent(service, key -> new LinkedHashSet<>())
                            .add(answering);
                    numbers.forEach(number -> other.foundBy(service, number));
                }
            }
        }));
        own.forEach((translator, numbers) -> translator.foundToo(numbers, "its own address"));
    }

    /** What a service is told in a file is known once the files are: its components have their ports by then. */
    private void findPortsInFiles(Map<String, ServiceTranslator> translators, List<Component> components) {
        Map<String, ServiceTranslator> byName = new HashMap<>();
        Map<String, String> serviceOf = new HashMap<>();
        translators.forEach((service, translator) -> {
            byName.put(translator.name(), translator);
            serviceOf.put(translator.name(), service);
        });
        Map<String, Set<String>> readers = new HashMap<>();
        components.forEach(component -> component.mounts().stream()
                .map(Mount::source)
                .filter(Mount.OfFiles.class::isInstance)
                .map(Mount.OfFiles.class::cast)
                .forEach(files -> readers.computeIfAbsent(files.name(), key -> new LinkedHashSet<>())
                        .add(component.name())));
        FilePorts.find(bundles.all(), names.hosts(), (host, numbers, bundle, file) -> {
            for (String answering : names.answering(host)) {
                if (byName.containsKey(answering)) {
                    byName.get(answering).foundToo(numbers, "'" + file + "'");
                    readers.getOrDefault(bundle, Set.of()).stream()
                            .filter(reader -> !reader.equals(answering))
                            .forEach(reader -> addressed
                                    .computeIfAbsent(serviceOf.get(reader), key -> new LinkedHashSet<>())
                                    .add(answering));
                }
            }
        });
        components.replaceAll(component -> byName.containsKey(component.name())
                ? byName.get(component.name()).withPortsFound(component)
                : component);
    }

    private List<Exposure> exposures(Map<String, ServiceTranslator> translators, PodTable pods) {
        Map<String, Ports> ports = new LinkedHashMap<>();
        translators.forEach((service, translator) -> {
            if (options.podman() || !Isolation.isClosed(root, services.get(service))) {
                ports.put(service, translator.ports());
            } else if (!translator.ports().publications().isEmpty()) {
                services.get(service)
                        .get("ports")
                        .note(
                                Code.NOT_EXPOSED,
                                "compose publishes no ports of services on internal networks only; the port is"
                                        + " not exposed",
                                "add '" + service + "' to a network that is not internal");
            }
        });
        Publishing publishing = new Publishing(options, root.get("x-sild"), Publishing.count(ports));
        List<Exposure> exposures = new ArrayList<>();
        ports.forEach((service, its) -> exposures.addAll(publishing.of(
                services.get(service),
                names.component(service),
                its,
                pods.pod(names.component(service)).pod().hostNetwork())));
        publishing.finish();
        return exposures;
    }
}
