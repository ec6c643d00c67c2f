package dev.sild.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;

/**
 * One container.
 *
 * @param name its name within the pod, a DNS label
 * @param image the image's reference
 * @param pullPolicy when the image is pulled; empty for the cluster's default
 * @param command replaces the image's entrypoint; empty for the image's own
 * @param args replaces the image's command; empty for the image's own
 * @param workingDir the directory it starts in; empty for the image's own
 * @param env environment variables, in order; no name twice
 * @param ports the ports it listens on
 * @param mounts what is mounted where
 * @param health how to tell that it is well
 * @param resources what it may use
 * @param security what it may do
 * @param hooks what runs right after its start and before its end
 * @param tty whether it has a terminal
 * @param stdin whether its standard input stays open
 * @param init whether its first process is one that reaps others
 * @param probes how else to tell, each use once; they count where {@code health} says nothing of that use
 * @param envFrom bundles each of whose keys is an environment variable, unless {@code env} has one of that name
 * @param origin where it was written; {@link Origin#NONE} where its component's says it
 */
@RecordBuilder
public record Container(
        String name,
        Text image,
        Optional<PullPolicy> pullPolicy,
        List<Text> command,
        List<Text> args,
        String workingDir,
        List<Env> env,
        List<Port> ports,
        List<Mount> mounts,
        Optional<Health> health,
        Resources resources,
        Security security,
        Hooks hooks,
        boolean tty,
        boolean stdin,
        boolean init,
        List<Probe> probes,
        List<EnvFrom> envFrom,
        Origin origin)
        implements ContainerBuilder.With {

    /** When an image is pulled; see <a href="https://kubernetes.io/docs/concepts/containers/images/">Images</a>. */
    public enum PullPolicy {
        ALWAYS,
        IF_NOT_PRESENT,
        NEVER
    }

    /** An environment variable. */
    public record Env(String name, Text value) {}

    /**
     * Environment variables of the keys of a {@link Files} bundle.
     *
     * @param files the bundle's name
     * @param prefix the text before each key; may be empty
     */
    public record EnvFrom(String files, String prefix) {}

    /**
     * What happens at its start and its end.
     *
     * @param postStart a command that runs inside the container after its start; empty for none
     * @param preStop a command that runs inside the container before its end; empty for none
     * @param stopSignal the signal that ends it, such as {@code SIGINT}; empty for the image's own
     * @param preStopSeconds how long it goes on before its end where it has no command for that; 0 for not at all
     */
    public record Hooks(List<String> postStart, List<String> preStop, String stopSignal, long preStopSeconds) {
        /** No hooks. */
        public static final Hooks NONE = new Hooks(List.of(), List.of(), "");

        /** Creates hooks of a container that ends at once unless a command keeps it. */
        public Hooks(List<String> postStart, List<String> preStop, String stopSignal) {
            this(postStart, preStop, stopSignal, 0);
        }

        /** Returns the hooks of a container that goes on for so long, without a program for that in its image. */
        public static Hooks goingOn(long seconds) {
            return new Hooks(List.of(), List.of(), "", seconds);
        }

        public Hooks {
            postStart = List.copyOf(postStart);
            preStop = List.copyOf(preStop);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Hooks that
                    && preStopSeconds == that.preStopSeconds
                    && postStart.equals(that.postStart)
                    && preStop.equals(that.preStop)
                    && stopSignal.equals(that.stopSignal);
        }

        @Override
        public int hashCode() {
            return 31 * postStart.hashCode() + preStop.hashCode();
        }
    }

    public Container {
        command = List.copyOf(command);
        args = List.copyOf(args);
        env = List.copyOf(env);
        ports = List.copyOf(ports);
        mounts = List.copyOf(mounts);
        probes = List.copyOf(probes);
        envFrom = List.copyOf(envFrom);
    }

    /** Returns a container of that image with nothing else set. */
    public static Container of(String name, Text image) {
        return new Container(
                name,
                image,
                Optional.empty(),
                List.of(),
                List.of(),
                "",
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Resources.NONE,
                Security.DEFAULT,
                Hooks.NONE,
                false,
                false,
                false,
                List.of(),
                List.of(),
                Origin.NONE);
    }
}
