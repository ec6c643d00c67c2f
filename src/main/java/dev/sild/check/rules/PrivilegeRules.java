package dev.sild.check.rules;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violations;
import dev.sild.check.project.BuiltFile;
import dev.sild.check.project.CheckedProject;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.Dockerfile.Stage;
import dev.sild.images.ImageFacts;
import dev.sild.images.Instruction;
import dev.sild.images.KnownImages;
import dev.sild.model.ImageUser;
import dev.sild.model.Origin;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What containers may do: as which user, with which powers, and what of the machine they see. */
public final class PrivilegeRules implements RuleSet {
    private static final List<String> NAMESPACES =
            List.of("network_mode", "pid", "ipc", "uts", "userns_mode", "cgroup");
    private static final Set<String> DANGEROUS =
            Set.of("ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO", "DAC_READ_SEARCH", "BPF");
    private static final Set<String> SOCKETS = Set.of("docker.sock", "podman.sock", "containerd.sock", "crio.sock");
    private static final Pattern DEVICES =
            Pattern.compile("/dev/(?:sd|hd|vd|xvd|nvme|mmcblk|dm-|md|mapper|disk|mem\\b|kmem|port\\b|kmsg)");
    private static final Pattern DROP = Pattern.compile("\\b(?:gosu|su-exec|setpriv)\\b");
    private static final Set<String> NO_NEW_PRIVILEGES = Set.of("no-new-privileges", "no-new-privileges:true");
    private static final Set<String> SOCKET_FOLDERS = Set.of("/run", "/var/run");
    private static final Set<String> SYSTEM = Set.of(
            "/",
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/home",
            "/lib",
            "/proc",
            "/root",
            "/run",
            "/sbin",
            "/sys",
            "/usr",
            "/var",
            "/var/lib",
            "/var/run");
    private static final List<String> SENSITIVE = List.of(
            "/boot",
            "/etc/kubernetes",
            "/etc/passwd",
            "/etc/shadow",
            "/etc/ssh",
            "/root",
            "/var/lib/containers",
            "/var/lib/docker",
            "/var/lib/kubelet");

    @Override
    public void check(CheckedProject project, Violations found) {
        for (ServiceFacts service : project.services().values()) {
            powers(service, found);
            boolean ofNode = KnownImages.isOfNode(service.image().name());
            if (!ofNode) {
                user(service, project, found);
                namespaces(service, found);
            }
            service.attribute().get("volumes").items().forEach(mount -> mount(service, mount, ofNode, found));
            service.attribute().get("devices").items().forEach(device -> device(service, device, found));
            hardening(service, found);
        }
        if (project.services().isEmpty()) {
            project.files().forEach(file -> user(file, found));
        }
        project.findings().stream()
                .filter(finding -> finding.code() == Code.NOT_RESTRICTED)
                .forEach(finding -> found.add(Rule.POD_SECURITY, finding.origin(), finding.reason(), finding.remedy()));
    }

    private static void user(ServiceFacts service, CheckedProject project, Violations found) {
        Attribute user = service.attribute().get("user");
        String name = user.peek();
        if (name.matches("(0|root)(:.*)?")) {
            found.add(
                    Rule.RUNS_AS_ROOT,
                    user.origin(),
                    "'" + service.key() + "' runs as root",
                    "use the number of a user that the image is made for");
        } else if (name.isEmpty() && isRoot(service.image().facts())) {
            Optional<BuiltFile> built = project.files().stream()
                    .filter(each -> service.image()
                            .build()
                            .filter(build -> each.target().equals(build.target())
                                    && build.dockerfile()
                                            .filter(file -> file.displayName()
                                                    .equals(each.file().displayName()))
                                            .isPresent())
                            .isPresent())
                    .findFirst();
            if (built.isPresent()) {
                user(built.get(), found);
            } else {
                found.add(
                        Rule.RUNS_AS_ROOT,
                        service.attribute().get("image").or(service.attribute()).origin(),
                        "'" + service.key() + "' runs as root, as its image says",
                        "set user to a number if the program allows it, or use an image that is made for that");
            }
        }
    }

    private static void user(BuiltFile file, Violations found) {
        List<Stage> stages = file.stages();
        if (!isRoot(file.facts()) || stages.stream().anyMatch(PrivilegeRules::hasDrop)) {
            return;
        }
        Origin origin = stages.stream()
                .flatMap(stage -> stage.instructions().stream())
                .filter(each -> Set.of("USER", "CMD", "ENTRYPOINT").contains(each.keyword()))
                .reduce((first, second) -> second)
                .map(instruction -> origin(file, instruction))
                .orElseGet(() -> new Origin(
                        file.file().displayName(), stages.get(stages.size() - 1).line(), 1, "FROM"));
        found.add(
                Rule.RUNS_AS_ROOT,
                origin,
                "the program of the image runs as root",
                "create a user and switch to it: USER 1001:1001, before CMD and ENTRYPOINT");
    }

    /** Whether a stage has a program that switches to a user: then its script does so at the start. */
    private static boolean hasDrop(Stage stage) {
        return stage.instructions().stream()
                .anyMatch(instruction -> DROP.matcher(instruction.arguments()).find());
    }

    private static Origin origin(BuiltFile file, Instruction instruction) {
        return new Origin(file.file().displayName(), instruction.line(), 1, instruction.keyword());
    }

    /** Whether an image is known to stay root: a program that switches to a user after its start does not. */
    private static boolean isRoot(Optional<ImageFacts> facts) {
        return facts.flatMap(ImageFacts::user)
                .map(ImageUser::later)
                .filter(user -> user == 0)
                .isPresent();
    }

    private static void powers(ServiceFacts service, Violations found) {
        Attribute attribute = service.attribute();
        if (attribute.get("privileged").peek().equals("true")) {
            found.add(
                    Rule.PRIVILEGED,
                    attribute.get("privileged").origin(),
                    "'" + service.key() + "' may do on the machine whatever root may do",
                    "remove privileged, and add the capabilities or devices that it needs");
        }
        for (Attribute capability : attribute.get("cap_add").items()) {
            String name = capability.peek().toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
            if (DANGEROUS.contains(name)) {
                found.add(
                        Rule.CAPABILITY_DANGEROUS,
                        capability.origin(),
                        "with " + name + ", '" + service.key() + "' can take over the machine",
                        "add only capabilities that the program needs");
            }
        }
        for (Attribute option : attribute.get("security_opt").items()) {
            String text = option.peek().replace('=', ':').toLowerCase(Locale.ROOT);
            if (text.endsWith(":unconfined") || text.equals("label:disable")) {
                found.add(
                        Rule.UNCONFINED,
                        option.origin(),
                        "'" + option.peek() + "' lets '" + service.key() + "' make any call to the kernel",
                        "remove it, or use a profile that allows what the program needs");
            }
        }
    }

    private static void namespaces(ServiceFacts service, Violations found) {
        for (Attribute namespace : service.attribute().present(NAMESPACES.toArray(String[]::new))) {
            if (namespace.peek().equals("host")) {
                found.add(
                        Rule.HOST_NAMESPACE,
                        namespace.origin(),
                        "'" + service.key() + "' shares a namespace of the machine: " + namespace.segment() + ": host",
                        "remove it, and publish ports or share the namespace of another service instead");
            }
        }
    }

    private static void mount(ServiceFacts service, Attribute mount, boolean ofNode, Violations found) {
        if (!mount.get("type").peek().equals("bind")) {
            return;
        }
        String source = mount.get("source").peek();
        boolean readOnly = mount.get("read_only").peek().equals("true");
        if (SOCKETS.contains(source.substring(source.lastIndexOf('/') + 1)) || SOCKET_FOLDERS.contains(source)) {
            found.add(
                    Rule.ENGINE_SOCKET,
                    mount.origin(),
                    "with the engine's socket, '" + service.key() + "' can start any container on the machine, as root",
                    "remove the mount, or put a proxy between that allows the few requests that are needed");
        } else if (mount.get("source").text() instanceof Text.Literal && isOfSystem(source) && !(ofNode && readOnly)) {
            found.add(
                    Rule.HOST_PATH,
                    mount.origin(),
                    "'" + service.key() + "' can " + (readOnly ? "read " : "change ") + source + " of the machine",
                    "mount the one file or folder that it needs, read-only");
        }
    }

    private static void device(ServiceFacts service, Attribute device, Violations found) {
        String source = device.get("source").present() ? device.get("source").peek() : device.peek();
        if (DEVICES.matcher(source).lookingAt()) {
            found.add(
                    Rule.HOST_DEVICE,
                    device.origin(),
                    "'" + service.key() + "' can read or change all of " + source.split(":")[0] + " of the machine",
                    "remove the device, and mount the folder that the service needs");
        }
    }

    /** A path that is relative to the project is no literal text, wherever the project is. */
    private static boolean isOfSystem(String source) {
        return SYSTEM.contains(source)
                || SENSITIVE.stream().anyMatch(path -> source.equals(path) || source.startsWith(path + "/"));
    }

    private static void hardening(ServiceFacts service, Violations found) {
        Attribute attribute = service.attribute();
        if (!attribute.get("read_only").peek().equals("true")) {
            found.add(
                    Rule.ROOT_WRITABLE,
                    attribute.origin(),
                    "the program of '" + service.key() + "' can change its own files",
                    "set read_only: true, and tmpfs for the folders that it writes to");
        }
        boolean closed = attribute.get("security_opt").items().stream()
                .anyMatch(option -> NO_NEW_PRIVILEGES.contains(option.peek().replace('=', ':')));
        if (!closed) {
            found.add(
                    Rule.NEW_PRIVILEGES,
                    attribute.origin(),
                    "a process of '" + service.key() + "' may gain privileges by programs such as sudo",
                    "add no-new-privileges:true to security_opt");
        }
    }
}
