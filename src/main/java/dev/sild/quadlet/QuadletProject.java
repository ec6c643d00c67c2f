package dev.sild.quadlet;

import dev.sild.compose.BindFiles;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.image.BuiltImages;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Equivalents;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.compose.translate.source.ProjectSecrets;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.report.Finding;
import dev.sild.report.Findings;
import dev.sild.report.Redaction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A project as units of Quadlet.
 *
 * @param name the name of the folder that they are installed as, which all their names begin with
 * @param units the units by their file names, without a head
 * @param files further files that units refer to, by their path below the units' folder
 * @param secrets the files with secret values, by their path: what systemd reads, and a script that gives the others to
 *     podman
 * @param secretNames the names of the secrets that podman must have, in alphabetical order
 * @param findings what became of each attribute that is not carried as it is
 */
public record QuadletProject(
        String name,
        Map<String, String> units,
        Map<String, String> files,
        Map<String, String> secrets,
        Set<String> secretNames,
        List<Finding> findings) {
    public QuadletProject {
        units = Collections.unmodifiableMap(new LinkedHashMap<>(units));
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
        secretNames = Collections.unmodifiableSet(new LinkedHashSet<>(secretNames));
        findings = List.copyOf(findings);
    }

    /**
     * Translates a project.
     *
     * @param options how images are named, and whether all containers are in one pod
     * @param files what may be read of the files the project mounts
     */
    public static QuadletProject of(ComposeProject project, TranslateOptions options, BindFiles files) {
        return new Writer(project, options, files).write();
    }

    /** Puts the units together. */
    private static final class Writer {
        private final ComposeProject project;
        private final TranslateOptions options;
        private final BindFiles bindFiles;
        private final Findings findings = new Findings();
        private final Ledger ledger;
        private final Attribute root;
        private final Map<String, Attribute> services;
        private final UnitNames names;
        private final UnitSecrets kept;
        private final ProjectSecrets secrets;

        Writer(ComposeProject project, TranslateOptions options, BindFiles files) {
            this.project = project;
            this.options = options;
            this.bindFiles = files;
            project.findings().forEach(findings::add);
            Equivalents equivalents = Equivalents.ofQuadlet();
            ledger = new Ledger(findings, equivalents::loss);
            root = Attribute.root(project.root(), ledger);
            services = runnable(root.get("services").entries());
            ledger.setServices(services.keySet());
            names = new UnitNames(project.name());
            kept = new UnitSecrets(names.project());
            secrets = ProjectSecrets.of(project, root, services, files);
        }

        private static Map<String, Attribute> runnable(Map<String, Attribute> all) {
            Map<String, Attribute> runnable = new LinkedHashMap<>();
            all.forEach((name, service) -> {
                if (service.get("provider").present()) {
                    service.lost("a provider creates '" + name + "'; systemd does not start it", "start it yourself");
                } else if (!service.get("build").present()
                        && service.get("image").string().isBlank()) {
                    service.lost(
                            "'" + name + "' has neither `image` nor `build`: nothing to run", "set `image` or `build`");
                } else {
                    runnable.put(name, service);
                }
            });
            return runnable;
        }

        QuadletProject write() {
            NetworkUnits networks = new NetworkUnits(root.get("networks"), names);
            VolumeUnits volumes = new VolumeUnits(root.get("volumes"), names);
            BuildUnits builds = new BuildUnits(root, BuiltImages.of(services, project.name(), options), names, kept);
            FileKeys files = new FileKeys(project, root, secrets.ofProject(), names, kept);
            Map<String, Member> members = Members.of(services, secrets, names, kept);
            UnitFile pod = options.singlePod() ? pod() : null;
            networks.make();
            volumes.make();
            builds.make(members);
            Set<String> healthy = awaited("service_healthy");
            Set<String> completed = awaited("service_completed_successfully");
            Map<String, Set<String>> links = links();
            for (Member member : members.values()) {
                for (Member.Replica replica : member.containers()) {
                    UnitFile unit = replica.unit();
                    UnitWords words = new UnitWords(unit, member.secrecy(), kept);
                    Attribute service = member.attribute();
                    LifecycleKeys lifecycle = new LifecycleKeys(member, replica, members);
                    lifecycle.dependencies(member.key() + " of " + project.name());
                    unit.value("ContainerName", "--name", replica.name());
                    new ImageKeys(service, unit, builds).add(member.key());
                    if (pod != null) {
                        unit.add("Pod", pod.file());
                    }
                    new NetworkKeys(member, unit, networks, members)
                            .add(pod, links.getOrDefault(member.key(), Set.of()));
                    new ProcessKeys(member, unit, words).add();
                    new HealthKeys(service.get("healthcheck"), unit, words).add();
                    new MountKeys(member, unit, volumes, bindFiles, members).add();
                    files.add(member, unit);
                    new ResourceKeys(service, unit).add();
                    new SecurityKeys(service, unit, members).add();
                    new LabelKeys(service, unit, words).add();
                    lifecycle.service(healthy, completed);
                }
                local(member.attribute());
            }
            unused();
            ledger.reportTheRest(root);
            return result(builds, files);
        }

        private UnitFile pod() {
            UnitFile pod = names.make("pod", "pod");
            pod.value("PodName", "--name", names.project());
            return pod;
        }

        private Set<String> awaited(String condition) {
            Set<String> awaited = new TreeSet<>();
            services.values()
                    .forEach(service -> service.get("depends_on").entries().forEach((name, settings) -> {
                        if (settings.get("condition").peek().equals(condition)) {
                            awaited.add(name);
                        }
                    }));
            return awaited;
        }

        /** Returns the names by which others know a service, as they call it in {@code links}. */
        private Map<String, Set<String>> links() {
            Map<String, Set<String>> links = new LinkedHashMap<>();
            services.values()
                    .forEach(service -> service.get("links").strings().forEach(link -> {
                        int colon = link.indexOf(':');
                        if (colon > 0) {
                            links.computeIfAbsent(link.substring(0, colon), name -> new LinkedHashSet<>())
                                    .add(link.substring(colon + 1));
                        }
                    }));
            return links;
        }

        /** Deals with what only compose itself has a use for. */
        private static void local(Attribute service) {
            service.get("x-sild")
                    .present("patches")
                    .forEach(patches -> patches.noteLost(
                            "they change objects of Kubernetes",
                            "change a unit by a drop-in, as in NAME.container.d/10-own.conf"));
            service.present("profiles", "attach", "develop", "extends", "x-sild")
                    .forEach(Attribute::done);
            service.get("deploy").get("mode").done();
            service.get("deploy").enter();
        }

        private void unused() {
            for (String kind : List.of("secrets", "configs")) {
                root.get(kind)
                        .entries()
                        .values()
                        .forEach(each -> each.present("name").forEach(Attribute::done));
            }
            root.present("name", "version", "x-sild").forEach(Attribute::done);
        }

        private QuadletProject result(BuildUnits builds, FileKeys files) {
            Map<String, String> units = new LinkedHashMap<>();
            names.all().forEach(unit -> units.put(unit.file(), unit.text()));
            Map<String, String> others = new LinkedHashMap<>(files.contents());
            others.putAll(builds.inline());
            return new QuadletProject(
                    names.project(),
                    units,
                    others,
                    kept.texts(),
                    kept.names(),
                    Redaction.of(secrets.known())
                            .apply(Redaction.of(project.environment(), secrets.identifiers())
                                    .apply(findings.all())));
        }
    }
}
