package dev.sild.programs;

import dev.sild.model.Container.Env;
import dev.sild.model.Probe;
import java.util.List;
import java.util.Optional;

/**
 * How a server's container starts.
 *
 * @param command what runs in place of the image's entrypoint; empty for that
 * @param args its arguments, in place of the image's own
 * @param env its environment
 * @param configurationFile the path of its configuration file
 * @param dataFolder where the claim is mounted
 * @param scratch what else it writes to: its root file system may be read-only
 * @param readiness how it is known that it answers
 * @param graceSeconds how long it may take to end; empty for the cluster's default
 */
public record Launch(
        List<String> command,
        List<String> args,
        List<Env> env,
        String configurationFile,
        String dataFolder,
        List<Folder> scratch,
        Probe readiness,
        Optional<Long> graceSeconds) {

    /**
     * A folder for what need not outlive the pod.
     *
     * @param suffix what the name of its volume has behind the component's
     * @param path where it is mounted
     * @param isMemory whether it is kept in memory
     */
    public record Folder(String suffix, String path, boolean isMemory) {
        public Folder(String suffix, String path) {
            this(suffix, path, false);
        }
    }
}
