package dev.sild.compose.translate.container;

import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.EndingCommands;
import dev.sild.images.ImageReference;
import dev.sild.images.KnownImages;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Whether a service runs forever, and how many of it, or ends and becomes a Job.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/#restart">restart</a>
 * @see <a href="https://docs.docker.com/reference/compose-file/deploy/">deploy</a>
 */
public final class WorkloadKinds {
    /** How often Kubernetes itself tries a Job again. */
    private static final int DEFAULT_RETRIES = 6;

    private static final String MAY_END = "if the service ends by itself, add 'x-sild: {kind: Job}'";

    /** The policies that docker knows; its number of attempts may be anything that compose reads as a number. */
    private static final Pattern POLICY = Pattern.compile("|no|always|unless-stopped|on-failure(?::.*)?");

    /**
     * How people call what changes a database and ends. The name ends there, or with what is changed: a
     * {@code migration-service} is a server, a {@code seed-node} a node of a cluster, a {@code torrent-seeder} runs
     * forever.
     */
    private static final Pattern MIGRATION =
            Pattern.compile("(?i)(?:.*[-_.])?(?:(?:db[-_]?)?migrat(?:e|ions?|or)|flyway|liquibase|dbmate"
                    + "|(?:db|database|data)[-_]?(?:seed(?:er)?|goose)|seed(?:er)?(?=[-_](?:db|database|data)$))"
                    + "(?:[-_](?:db|database|schema|data|up|job|once))?|seeder");

    /** What names have in them that may mean the same, among other words. */
    private static final Pattern PERHAPS_MIGRATION =
            Pattern.compile("(?i)(?<![a-z])(?:db)?migrat(?:e|ions?|or)(?![a-z])");

    private WorkloadKinds() {}

    /**
     * Reads {@code restart}, {@code scale} and {@code deploy}.
     *
     * @param awaited whether another service waits for this one to complete
     * @param serves whether it has a port or a health check
     * @param ends whether its command is known to end
     * @param waits whether it waits for others: in Kubernetes it starts at once, and may have to try again
     * @param options whether podman plays it
     * @param stateful whether it becomes a StatefulSet unless its hint specifies otherwise
     */
    public static Workload of(
            Attribute service,
            boolean awaited,
            boolean serves,
            boolean ends,
            boolean waits,
            TranslateOptions options,
            boolean stateful) {
        boolean podman = options.podman();
        Attribute deploy = service.get("deploy");
        reportImpossible(service, deploy);
        Optional<String> ofKompose = KomposeLabels.of(service).kind();
        String hint = Optional.of(service.get("x-sild").get("kind").string())
                .filter(said -> !said.isEmpty())
                .or(() -> ofKompose)
                .orElse("");
        String mode = hint.isEmpty() ? deploy.get("mode").string() : hint;
        deploy.get("mode").done();
        int replicas = (int) Math.max(
                0,
                Math.min(
                        Integer.MAX_VALUE,
                        deploy.get("replicas")
                                .number()
                                .or(() -> service.get("scale").number())
                                .orElse(1L)));
        service.get("scale").done();
        if (podman && replicas != 1 && !mode.startsWith("global")) {
            Attribute number = deploy.get("replicas").or(service.get("scale"));
            number.note(
                    Code.NOT_FOR_PODMAN,
                    replicas == 0
                            ? "the service has 0 replicas, which podman does not support; it is omitted"
                            : "podman runs one pod instead of " + replicas + " replicas",
                    replicas == 0 ? "remove it to run the service" : "remove it for podman");
        }
        service.get("deploy")
                .get("restart_policy")
                .present("delay", "window")
                .forEach(ofSwarm ->
                        ofSwarm.nodeLevel("only Swarm reads it; Kubernetes waits longer before each new restart"));
        Restart restart = Restart.of(service);
        switch (mode) {
            case "global", "DaemonSet" -> {
                for (Attribute number : List.of(deploy.get("replicas"), service.get("scale"))) {
                    if (number.present()) {
                        number.lost("a DaemonSet has no number of replicas", "remove it");
                    }
                }
                restart.reportForEver("a DaemonSet", serves, "");
                Workload.Rollout rollout = Rollouts.of(deploy, podman);
                if (rollout.progressDeadlineSeconds() > 0) {
                    deploy.get("update_config").noteApproximated("a DaemonSet rollout has no deadline");
                }
                return new Workload.PerNode(rollout);
            }
            case "global-job" -> {
                deploy.get("mode")
                        .noteApproximated(
                                "Kubernetes has no Job that runs on each node; it runs once",
                                "for one run per node, set 'mode: replicated-job', 'replicas' and"
                                        + " 'max_replicas_per_node: 1'");
                return restart.job(deploy, 1, waits ? DEFAULT_RETRIES : 0);
            }
            case "replicated-job", "Job" -> {
                return restart.job(deploy, replicas, waits ? DEFAULT_RETRIES : 0);
            }
            default -> {}
        }
        boolean endsOnItsOwn = !serves
                && (restart.never()
                        || isSilent(service) && isTool(service)
                        || ends && (isSilent(service) || restart.onFailure())
                        || (isSilent(service) || restart.onFailure()) && isCalledMigration(service));
        if (hint.isEmpty() && (awaited || endsOnItsOwn)) {
            return restart.job(deploy, replicas, waits ? DEFAULT_RETRIES : 0);
        }
        boolean asStateful = hint.equals("StatefulSet") || hint.isEmpty() && stateful;
        if (!options.played()) {
            restart.reportForEver(
                    asStateful ? "a StatefulSet" : "a Deployment",
                    serves,
                    hint.isEmpty() && !serves && restart.onFailure() ? MAY_END : "");
        }
        Workload.Rollout rollout = Rollouts.of(deploy, podman);
        return asStateful
                ? new Workload.Stateful(replicas, rollout)
                : new Workload.Replicated(
                        replicas,
                        rollout,
                        deploy.get("replicas").present() || service.get("scale").present() || replicas != 1);
    }

    /** Reports what `docker compose config` prints and `docker compose up` refuses. */
    private static void reportImpossible(Attribute service, Attribute deploy) {
        for (Attribute number : List.of(deploy.get("replicas"), service.get("scale"))) {
            if (number.peek().startsWith("-")) {
                number.note(
                        Code.INPUT_INVALID,
                        "'" + number.peek() + "' is not a number of replicas",
                        "use 0 or a positive number");
            }
        }
        Attribute restart = service.get("restart");
        if (!POLICY.matcher(restart.peek()).matches()) {
            restart.note(
                    Code.INPUT_INVALID,
                    "unknown restart policy '" + restart.peek() + "'",
                    "use no, always, on-failure[:ATTEMPTS] or unless-stopped");
        }
    }

    /**
     * Returns the number of retries of a service that is not always restarted; empty for one that is. Without a word it
     * is not started again: so compose has it.
     */
    public static Optional<Integer> triesOfEnding(Attribute service) {
        Restart restart = Restart.of(service);
        return restart.never() || isSilent(service)
                ? Optional.of(0)
                : restart.onFailure() ? Optional.of(restart.retries().orElse(DEFAULT_RETRIES)) : Optional.empty();
    }

    /** Whether no restart policy is specified: compose does not restart the service then. */
    private static boolean isSilent(Attribute service) {
        return service.get("restart").string().isEmpty()
                && !service.get("deploy").get("restart_policy").present();
    }

    /** Whether nothing but its name says what a service does: that it changes a database, and so ends. */
    private static boolean isCalledMigration(Attribute service) {
        return !service.get("tty").peek().equals("true")
                && !service.get("stdin_open").peek().equals("true")
                && KnownImages.find(service.get("image").peek()).isEmpty()
                && isCalled(service, WorkloadKinds::isNameOfMigration);
    }

    /** Whether people call so what changes a database and ends. */
    public static boolean isNameOfMigration(String name) {
        return MIGRATION.matcher(name).matches();
    }

    /** Whether nothing but its name says what a service does: that it may change a database and end. */
    public static boolean mayBeCalledMigration(Attribute service) {
        return isCalled(service, name -> PERHAPS_MIGRATION.matcher(name).find());
    }

    /** Whether only the name of a service or of its image says what it does, and one of them is such a name. */
    private static boolean isCalled(Attribute service, Predicate<String> name) {
        return !service.get("build").present()
                && service.present("command", "entrypoint").isEmpty()
                && (name.test(service.segment())
                        || name.test(ImageReference.parse(service.get("image").peek())
                                .lastSegment()));
    }

    /** Whether the image is a tool's, and its command does not keep it busy forever. */
    private static boolean isTool(Attribute service) {
        String command = String.join(" ", service.get("entrypoint").strings()) + " "
                + String.join(" ", service.get("command").strings());
        return KnownImages.endsByItself(service.get("image").string())
                && !service.get("build").present()
                && !service.get("tty").bool()
                && !service.get("stdin_open").bool()
                && !EndingCommands.runForever(command);
    }

    /** When a container is started again after its end. */
    private record Restart(
            boolean never, boolean onFailure, Optional<Integer> retries, Attribute where, Attribute attempts) {
        /**
         * Says that what runs forever in Kubernetes knows neither a condition nor a number of restarts.
         *
         * @param kind what it is there, with its article
         * @param serves whether it is a server, which does not end without a failure
         */
        void reportForEver(String kind, boolean serves, String remedy) {
            if (retries.isPresent() && attempts.present()) {
                attempts.noteApproximated("Kubernetes restarts long-running containers without a limit");
            }
            if (never || onFailure && !serves) {
                where.noteApproximated(
                        kind + " always restarts its containers; restart conditions are ignored", remedy);
            }
        }

        /** Returns a Job that is tried again; one that is not to be, only where it has to wait for others. */
        Workload job(Attribute deploy, int completions, int retriesOfNever) {
            Rollouts.none(
                    deploy,
                    Code.NOT_CARRIED,
                    "a Job cannot be updated; a new Job with another name replaces it",
                    "remove it");
            return new Workload.Once(never ? retriesOfNever : retries.orElse(DEFAULT_RETRIES), completions);
        }

        public static Restart of(Attribute service) {
            Attribute policy = service.get("deploy").get("restart_policy");
            Attribute condition = policy.get("condition");
            Attribute restart = service.get("restart");
            Attribute attempts = policy.get("max_attempts");
            Optional<Integer> stated = attempts.number().map(value -> (int) Math.min(Integer.MAX_VALUE, value));
            if (condition.present()) {
                restart.done();
                return new Restart(
                        condition.string().equals("none"),
                        condition.string().equals("on-failure"),
                        stated,
                        condition,
                        attempts);
            }
            String text = restart.string();
            boolean onFailure = text.startsWith("on-failure");
            Optional<Integer> retries = stated;
            if (onFailure && text.indexOf(':') > 0) {
                try {
                    retries = Optional.of(Math.max(0, Integer.parseInt(text.substring(text.indexOf(':') + 1))));
                } catch (NumberFormatException e) {
                    restart.noteApproximated("'" + text + "' is not a valid number of attempts");
                }
            }
            return new Restart(
                    text.equals("no") || text.isEmpty() && isTool(service), onFailure, retries, restart, attempts);
        }
    }
}
