package dev.sild.stacks.shared;

import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Container.EnvFrom;
import dev.sild.model.Container.Hooks;
import dev.sild.model.Container.PullPolicy;
import dev.sild.model.Mount;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.model.Resources;
import dev.sild.model.Security;
import dev.sild.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds a container of a stack, which sets a few of the many properties. */
public final class ContainerDraft {
    private final String name;
    private final String image;
    private Optional<PullPolicy> pullPolicy = Optional.empty();
    private List<Text> command = List.of();
    private List<Text> args = List.of();
    private List<Env> env = List.of();
    private List<EnvFrom> envFrom = List.of();
    private final List<Port> ports = new ArrayList<>();
    private final List<Mount> mounts = new ArrayList<>();
    private final List<Probe> probes = new ArrayList<>();
    private Resources resources = Resources.NONE;
    private Security security = Security.DEFAULT;
    private List<String> preStop = List.of();

    /** Starts with the image and nothing else. */
    public ContainerDraft(String name, String image) {
        this.name = name;
        this.image = image;
    }

    /** Sets when the image is pulled. */
    public ContainerDraft pulled(Optional<PullPolicy> policy) {
        pullPolicy = policy;
        return this;
    }

    /** Sets what runs in place of the image's entrypoint. */
    public ContainerDraft command(List<String> words) {
        command = Text.listOf(words);
        return this;
    }

    /** Sets the arguments, in place of the image's own. */
    public ContainerDraft args(List<String> words) {
        args = Text.listOf(words);
        return this;
    }

    /** Sets the environment. */
    public ContainerDraft env(List<Env> variables) {
        env = variables;
        return this;
    }

    /** Sets the bundles of variables that come after the environment. */
    public ContainerDraft envFrom(List<EnvFrom> bundles) {
        envFrom = bundles;
        return this;
    }

    /** Adds ports. */
    public ContainerDraft ports(List<Port> more) {
        ports.addAll(more);
        return this;
    }

    /** Adds mounts. */
    public ContainerDraft mounts(List<Mount> more) {
        mounts.addAll(more);
        return this;
    }

    /** Adds probes. */
    public ContainerDraft probes(List<Probe> more) {
        probes.addAll(more);
        return this;
    }

    /** Sets what it may use. */
    public ContainerDraft resources(Resources what) {
        resources = what;
        return this;
    }

    /** Sets what it may do. */
    public ContainerDraft security(Security what) {
        security = what;
        return this;
    }

    /** Sets what runs before it is stopped. */
    public ContainerDraft preStop(List<String> words) {
        preStop = words;
        return this;
    }

    /** Returns the container. */
    public Container build() {
        return Container.of(name, Text.of(image))
                .with(container -> container
                        .pullPolicy(pullPolicy)
                        .command(command)
                        .args(args)
                        .env(env)
                        .ports(ports)
                        .mounts(mounts)
                        .resources(resources)
                        .security(security)
                        .hooks(preStop.isEmpty() ? Hooks.NONE : new Hooks(List.of(), preStop, ""))
                        .probes(probes)
                        .envFrom(envFrom));
    }
}
