package dev.sild.programs.settings;

import dev.sild.model.Files;
import dev.sild.model.Resources;
import dev.sild.stacks.shared.StackPods;
import dev.sild.stacks.shared.StackProgram;
import java.util.Optional;

/**
 * The settings of a server that stores data, regardless of the kind of stack that it belongs to.
 *
 * @param component the name of its component, which is its volume's and bundle's too
 * @param engine which server it is
 * @param database the name of the database that is made at its first start; redis has none
 * @param user who owns that database; redis has none
 * @param server its container
 * @param pods its pods, and those of its backup and rotation
 * @param storage its claim; redis has none where it keeps nothing
 * @param password its password
 * @param configuration the user's own configuration file, {@link Engine#file()}, as a bundle called by the component's
 *     name; empty for the generated one
 * @param exporter the container that gives its numbers to Prometheus; empty for none
 * @param backup how it is dumped; empty for never, as always for redis
 */
public record DatabaseSettings(
        String component,
        Engine engine,
        String database,
        String user,
        StackProgram server,
        StackPods pods,
        Storage storage,
        Password password,
        Optional<Files> configuration,
        Optional<StackProgram> exporter,
        Optional<Backup> backup) {

    /**
     * A claim.
     *
     * @param size the requested size, as a Kubernetes quantity
     * @param storageClass its class; empty for the cluster's default
     * @param isKept whether it, and what opens it, outlives the server and the stack
     */
    public record Storage(String size, String storageClass, boolean isKept) {}

    /**
     * A password.
     *
     * @param from where the user has it; empty for one that is generated
     * @param rotation a text whose change asks for another; empty for never
     */
    public record Password(Optional<SecretKey> from, String rotation) {}

    /** A key of a Secret of the user's. */
    public record SecretKey(String secret, String key) {}

    /**
     * Dumps that are written to a claim of their own.
     *
     * @param component the name of the component that writes them; the claim's has an {@code s} more
     * @param schedule when, as cron has it
     * @param timeZone the time zone of the schedule
     * @param keep how many are kept, at least 1
     * @param suspend whether none is written for now
     * @param resources what the container may use
     * @param storage the claim
     */
    public record Backup(
            String component,
            String schedule,
            String timeZone,
            int keep,
            boolean suspend,
            Resources resources,
            Storage storage) {}
}
