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
 * @param bootstrap the dump that fills it when it is new; empty for none
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
        Optional<Backup> backup,
        Optional<Bootstrap> bootstrap) {

    /** Creates the settings of a server that starts empty. */
    public DatabaseSettings(
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
        this(
                component,
                engine,
                database,
                user,
                server,
                pods,
                storage,
                password,
                configuration,
                exporter,
                backup,
                Optional.empty());
    }

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
     * Dumps that are written to a claim of their own, or to a bucket.
     *
     * @param component the name of the component that writes them; the claim's has an {@code s} more
     * @param schedule when, as cron has it
     * @param timeZone the time zone of the schedule
     * @param keep how many are kept, at least 1
     * @param suspend whether none is written for now
     * @param resources what the container may use
     * @param storage the claim
     * @param store the bucket, instead of the claim; empty for none
     * @param verification when the newest dump in the bucket is restored and compared, as cron has it; empty for never
     */
    public record Backup(
            String component,
            String schedule,
            String timeZone,
            int keep,
            boolean suspend,
            Resources resources,
            Storage storage,
            Optional<Store> store,
            Optional<String> verification) {

        /** Creates dumps that are written to a claim. */
        public Backup(
                String component,
                String schedule,
                String timeZone,
                int keep,
                boolean suspend,
                Resources resources,
                Storage storage) {
            this(component, schedule, timeZone, keep, suspend, resources, storage, Optional.empty(), Optional.empty());
        }
    }

    /**
     * A folder in a bucket of S3.
     *
     * @param endpoint the server's URL, without a path
     * @param bucket the bucket
     * @param folder what the names of all objects start with, without a slash at the end
     * @param region the region that requests are signed for
     * @param pathStyle whether the bucket is in the path of URLs
     * @param accessKeyId the access key ID
     * @param secretAccessKey the secret access key
     * @param certificates the ConfigMap with the certificates that the server's is checked against; empty for the
     *     image's own
     * @param encryption the password that dumps are encrypted with; empty for none
     * @param image an image with a shell and rclone
     */
    public record Store(
            String endpoint,
            String bucket,
            String folder,
            String region,
            boolean pathStyle,
            SecretKey accessKeyId,
            SecretKey secretAccessKey,
            Optional<ConfigKey> certificates,
            Optional<SecretKey> encryption,
            String image) {
        /** Returns another folder of the same bucket. */
        public Store at(String other) {
            return new Store(
                    endpoint,
                    bucket,
                    other,
                    region,
                    pathStyle,
                    accessKeyId,
                    secretAccessKey,
                    certificates,
                    encryption,
                    image);
        }
    }

    /** A key of a ConfigMap of the user's. */
    public record ConfigKey(String configMap, String key) {}

    /**
     * A dump that fills a new database.
     *
     * @param store where it is
     * @param dump its name, or {@code latest}
     * @param resources what the containers may use
     */
    public record Bootstrap(Store store, String dump, Resources resources) {}
}
