package dev.sild.kubernetes.workloads;

import dev.sild.kubernetes.network.Services;
import dev.sild.kubernetes.objects.Escapes;
import dev.sild.kubernetes.objects.ImageNames;
import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.PodmanTexts;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Container;
import dev.sild.model.Exposure;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Port;
import dev.sild.model.Resources;
import dev.sild.model.Security;
import dev.sild.model.Text;
import io.fabric8.kubernetes.api.model.AppArmorProfile;
import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.ConfigMapEnvSource;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SELinuxOptions;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecretEnvSource;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SleepAction;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Containers of a pod.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container">Container</a>
 */
public final class Containers {
    private final Index index;
    private final Target target;

    public Containers(Index index, Target target) {
        this.index = index;
        this.target = target;
    }

    /** Returns a container whose ports are opened on the host as {@code exposures} say. */
    public io.fabric8.kubernetes.api.model.Container of(Container container, List<Exposure> exposures) {
        // Plain setters: a builder would copy all it is given, and once more all that it builds.
        io.fabric8.kubernetes.api.model.Container made = new io.fabric8.kubernetes.api.model.Container();
        made.setName(container.name());
        made.setImage(image(container.image().value()));
        made.setImagePullPolicy(
                container.pullPolicy().map(Containers::pullPolicy).orElse(null));
        List<Text> words = Stream.concat(container.command().stream(), container.args().stream())
                .toList();
        Optional<Text> script = target == Target.PODMAN ? PodmanTexts.script(words) : Optional.empty();
        made.setCommand(arguments(container.command(), script));
        made.setArgs(arguments(container.args(), script));
        made.setWorkingDir(container.workingDir().isEmpty() ? null : container.workingDir());
        made.setEnv(container.env().stream().map(this::env).toList());
        made.setEnvFrom(container.envFrom().stream().map(this::envFrom).toList());
        made.setPorts(ports(container, exposures));
        made.setVolumeMounts(container.mounts().stream().map(Containers::mount).toList());
        made.setResources(resources(container.resources()));
        made.setSecurityContext(security(container.security()));
        made.setTty(container.tty() ? true : null);
        made.setStdin(container.stdin() ? true : null);
        Probes.addTo(made, container, target, index.options().played());
        if (target == Target.KUBERNETES) {
            made.setLifecycle(lifecycle(container.hooks()));
        }
        return made;
    }

    /** Podman asks for the registry of a short name if none is configured; {@code podman generate kube} says so too. */
    private String image(String reference) {
        return target == Target.PODMAN ? ImageNames.qualified(reference) : reference;
    }

    /** Returns the words as they are written: the leading blanks of a script are left out. */
    private static List<String> arguments(List<Text> texts, Optional<Text> script) {
        return texts.stream()
                .map(word -> script.isPresent() && script.get() == word
                        ? Escapes.ofArgument(word).stripLeading()
                        : Escapes.ofArgument(word))
                .toList();
    }

    private EnvVar env(Container.Env variable) {
        EnvVar env = new EnvVar();
        env.setName(variable.name());
        if (variable.value() instanceof Text.SecretRef secret) {
            SecretKeySelector selector = new SecretKeySelector();
            selector.setName(index.object(index.files(secret.files())));
            selector.setKey(secret.key());
            EnvVarSource source = new EnvVarSource();
            source.setSecretKeyRef(selector);
            env.setValueFrom(source);
        } else if (variable.value() instanceof Text.PodField field) {
            EnvVarSource source = new EnvVarSource();
            source.setFieldRef(new ObjectFieldSelector(null, field.path()));
            env.setValueFrom(source);
        } else {
            env.setValue(Escapes.ofEnv(variable.value(), target));
        }
        return env;
    }

    private EnvFromSource envFrom(Container.EnvFrom from) {
        Files files = index.files(from.files());
        EnvFromSource source = new EnvFromSource();
        source.setPrefix(from.prefix().isEmpty() ? null : from.prefix());
        if (files.secret()) {
            source.setSecretRef(new SecretEnvSource(index.object(files), null));
        } else {
            source.setConfigMapRef(new ConfigMapEnvSource(index.object(files), null));
        }
        return source;
    }

    private static String pullPolicy(Container.PullPolicy policy) {
        return switch (policy) {
            case ALWAYS -> "Always";
            case IF_NOT_PRESENT -> "IfNotPresent";
            case NEVER -> "Never";
        };
    }

    private List<ContainerPort> ports(Container container, List<Exposure> exposures) {
        List<ContainerPort> ports = new ArrayList<>();
        for (Port port : container.ports()) {
            List<ContainerPort> onHost = onHost(port, exposures);
            if (onHost.isEmpty()) {
                ports.add(port(port));
            } else {
                ports.addAll(onHost);
            }
        }
        return ports;
    }

    private List<ContainerPort> onHost(Port port, List<Exposure> exposures) {
        List<ContainerPort> ports = new ArrayList<>();
        for (Exposure exposure : exposures) {
            if (exposure.kind() instanceof Exposure.OnHost host) {
                for (Exposure.Published published : exposure.ports()) {
                    if (published.target().sameAs(port)) {
                        ContainerPort opened = port(port);
                        opened.setName(ports.isEmpty() ? opened.getName() : null);
                        opened.setHostPort(published.number());
                        opened.setHostIP(host.address().isEmpty() ? null : host.address());
                        ports.add(opened);
                    }
                }
            }
        }
        return ports;
    }

    private ContainerPort port(Port port) {
        ContainerPort containerPort = new ContainerPort();
        containerPort.setName(
                port.name().isEmpty() && !index.application().naming().hasApp() ? null : Services.name(port));
        containerPort.setContainerPort(port.number());
        containerPort.setProtocol(
                port.protocol() == Port.Protocol.TCP ? null : port.protocol().name());
        return containerPort;
    }

    private static VolumeMount mount(Mount mount) {
        VolumeMount volumeMount = new VolumeMount();
        volumeMount.setName(PodVolumes.name(mount.source()));
        volumeMount.setMountPath(mount.path());
        volumeMount.setSubPath(mount.subPath().isEmpty() ? null : mount.subPath());
        volumeMount.setReadOnly(mount.readOnly() ? true : null);
        mount.propagation()
                .ifPresent(propagation -> volumeMount.setMountPropagation(
                        propagation == Mount.Propagation.BIDIRECTIONAL ? "Bidirectional" : "HostToContainer"));
        return volumeMount;
    }

    private static @Nullable ResourceRequirements resources(Resources resources) {
        if (resources.limits().isEmpty() && resources.requests().isEmpty()) {
            return null;
        }
        ResourceRequirements requirements = new ResourceRequirements();
        requirements.setLimits(quantities(resources.limits()));
        requirements.setRequests(quantities(resources.requests()));
        return requirements;
    }

    private static Map<String, Quantity> quantities(Map<String, String> values) {
        Map<String, Quantity> quantities = new LinkedHashMap<>();
        values.forEach((name, value) -> quantities.put(name, new Quantity(value)));
        return quantities;
    }

    private static @Nullable SecurityContext security(Security security) {
        if (security.equals(Security.DEFAULT)) {
            return null;
        }
        SecurityContext context = new SecurityContext();
        security.user().ifPresent(context::setRunAsUser);
        security.group().ifPresent(context::setRunAsGroup);
        context.setPrivileged(security.privileged() ? true : null);
        context.setReadOnlyRootFilesystem(security.readOnlyRoot() ? true : null);
        // Kubernetes refuses the combination: a privileged container may always gain privileges.
        context.setAllowPrivilegeEscalation(security.noNewPrivileges() && !security.privileged() ? false : null);
        if (!security.addCapabilities().isEmpty()
                || !security.dropCapabilities().isEmpty()) {
            Capabilities capabilities = new Capabilities();
            capabilities.setAdd(security.addCapabilities());
            capabilities.setDrop(security.dropCapabilities());
            context.setCapabilities(capabilities);
        }
        profile(security.seccomp()).ifPresent(type -> {
            SeccompProfile profile = new SeccompProfile();
            profile.setType(type);
            profile.setLocalhostProfile(type.equals("Localhost") ? security.seccomp() : null);
            context.setSeccompProfile(profile);
        });
        profile(security.appArmor()).ifPresent(type -> {
            AppArmorProfile profile = new AppArmorProfile();
            profile.setType(type);
            profile.setLocalhostProfile(type.equals("Localhost") ? security.appArmor() : null);
            context.setAppArmorProfile(profile);
        });
        context.setProcMount(security.unmaskedProc() ? "Unmasked" : null);
        security.seLinux().ifPresent(options -> context.setSeLinuxOptions(seLinux(options)));
        return context;
    }

    private static Optional<String> profile(String name) {
        return switch (name) {
            case "" -> Optional.empty();
            case "Unconfined", "RuntimeDefault" -> Optional.of(name);
            default -> Optional.of("Localhost");
        };
    }

    private static SELinuxOptions seLinux(Security.SeLinux options) {
        SELinuxOptions seLinux = new SELinuxOptions();
        seLinux.setUser(options.user().isEmpty() ? null : options.user());
        seLinux.setRole(options.role().isEmpty() ? null : options.role());
        seLinux.setType(options.type().isEmpty() ? null : options.type());
        seLinux.setLevel(options.level().isEmpty() ? null : options.level());
        return seLinux;
    }

    private static @Nullable Lifecycle lifecycle(Container.Hooks hooks) {
        if (hooks.equals(Container.Hooks.NONE)) {
            return null;
        }
        Lifecycle lifecycle = new Lifecycle();
        lifecycle.setStopSignal(hooks.stopSignal().isEmpty() ? null : hooks.stopSignal());
        handler(hooks.postStart()).ifPresent(lifecycle::setPostStart);
        handler(hooks.preStop()).or(() -> sleep(hooks.preStopSeconds())).ifPresent(lifecycle::setPreStop);
        return lifecycle;
    }

    /** The kubelet waits, from Kubernetes 1.30 on: the image needs no program for it. */
    private static Optional<LifecycleHandler> sleep(long seconds) {
        if (seconds <= 0) {
            return Optional.empty();
        }
        LifecycleHandler handler = new LifecycleHandler();
        handler.setSleep(new SleepAction(seconds));
        return Optional.of(handler);
    }

    private static Optional<LifecycleHandler> handler(List<String> command) {
        if (command.isEmpty()) {
            return Optional.empty();
        }
        ExecAction exec = new ExecAction();
        exec.setCommand(command);
        LifecycleHandler handler = new LifecycleHandler();
        handler.setExec(exec);
        return Optional.of(handler);
    }
}
