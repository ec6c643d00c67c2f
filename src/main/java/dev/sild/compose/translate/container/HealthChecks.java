package dev.sild.compose.translate.container;

import dev.sild.compose.translate.kompose.KomposeProbes;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Shell;
import dev.sild.images.ImageFacts;
import dev.sild.images.health.ExecForm;
import dev.sild.images.health.HealthCommand;
import dev.sild.images.health.Healthcheck;
import dev.sild.images.health.RunProgram;
import dev.sild.model.Health;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.units.GoDuration;
import dev.sild.units.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A service's health check, or its Dockerfile's where the compose file is silent, with compose's own defaults.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/#healthcheck">healthcheck</a>
 */
public final class HealthChecks {
    private static final long DEFAULT_MILLIS = 30_000;
    private static final long DEFAULT_START_INTERVAL_MILLIS = 5_000;
    private static final int DEFAULT_RETRIES = 3;
    /** The seconds between two checks of readiness at most. */
    private static final int LONGEST_INTERVAL = 60;

    private static final Set<String> SHELLS = Set.of("""
            sh bash ash dash mysqladmin mysql mariadb mariadb-admin healthcheck.sh pg_isready psql redis-cli \
            valkey-cli mongosh mongo curl wget rabbitmqctl rabbitmq-diagnostics cypher-shell cqlsh \
            ldapsearch node python python3 php""".split(" "));

    private HealthChecks() {}

    /**
     * Reads the health check of a service.
     *
     * @param ownNames the names under which the service finds itself
     * @param use what becomes of it; empty for nothing
     * @param played whether Sild itself runs the check, in the container
     * @param reachable whether a probe gets the answer that a program in the container gets
     */
    public static Optional<Health> of(
            Attribute service,
            Environment environment,
            Optional<ImageFacts> image,
            Set<String> ownNames,
            Optional<Health.Use> use,
            boolean played,
            Predicate<Health.Check> reachable) {
        Attribute check = service.get("healthcheck");
        Optional<Healthcheck> built = image.flatMap(ImageFacts::health).filter(health -> !health.disabled());
        boolean disabled = check.get("disable").bool();
        List<Attribute> test = check.get("test").items();
        if (disabled || (!test.isEmpty() && test.get(0).string().equals("NONE"))) {
            check.done();
            return Optional.empty();
        }
        if (use.isEmpty()) {
            check.done();
            return Optional.empty();
        }
        if (test.isEmpty() && built.isEmpty()) {
            if (check.present()) {
                check.lost(
                        "the health check of an image is only known to the image; Kubernetes ignores it",
                        "set the test here");
            }
            return Optional.empty();
        }
        if (test.isEmpty() && !played && isOfAnotherProgram(service, image.orElseThrow())) {
            check.done();
            service.note(
                    Code.HEALTH_DIFFERS,
                    "the health check of the image is left out: the command does not run the program that it asks",
                    "set a healthcheck for this service");
            return Optional.empty();
        }
        List<String> written = test.isEmpty()
                ? built.get().test()
                : test.stream().map(Attribute::peek).toList();
        Words words = Words.of(test, environment);
        Optional<List<String>> meant = ExecForm.meant(written)
                .filter(text -> !words.secret()
                        || written.subList(0, Math.min(written.size(), text.size()))
                                .equals(text));
        List<String> asked = meant.orElse(written);
        meant.ifPresent(text -> (test.isEmpty() ? service : check.get("test"))
                .note(
                        Code.HEALTH_DIFFERS,
                        "no shell reads a health check that is a list of arguments, so this one with '||' or the like"
                                + " mostly fails in Docker; the probe runs what is meant",
                        "write it with CMD-SHELL"));
        Optional<Health.Check> tried = test.isEmpty()
                ? HealthCommand.translate(asked, ownNames)
                : check(
                        test,
                        words.upTo(asked.size()),
                        asked,
                        ownNames,
                        image.filter(facts -> facts.shell() == ImageFacts.Shell.YES)
                                .isPresent());
        // A probe that needs no program works as it is.
        boolean runs = tried.filter(what -> what instanceof Health.Exec || !reachable.test(what))
                .isPresent();
        Optional<String> missing = runs && !played
                ? MissingTools.of(asked, image).filter(program -> !isInstalled(program, service))
                : Optional.empty();
        if (missing.isPresent()) {
            tried = MissingTools.without(missing.get(), asked, tried, test.isEmpty() ? service : check);
            if (tried.isEmpty()) {
                check.done();
                return Optional.empty();
            }
        }
        Timings timings = new Timings(check, built);
        if (use.get() == Health.Use.READINESS && !played && !KomposeProbes.haveASay(service)) {
            timings.ignoreStart();
        }
        return tried.map(what -> new Health(
                new PodChecks(environment, image, played)
                        .of(
                                missing.isEmpty() && !reachable.test(what) ? HealthCommand.asWritten(asked) : what,
                                check.get("test")),
                timings.interval(use.get() == Health.Use.READINESS && !played),
                timings.seconds("timeout", Healthcheck::timeoutMillis, DEFAULT_MILLIS, 1),
                timings.retries(),
                timings.seconds("start_period", Healthcheck::startPeriodMillis, 0, 0),
                timings.seconds("start_interval", Healthcheck::startIntervalMillis, DEFAULT_START_INTERVAL_MILLIS, 1),
                use.get()));
    }

    /** Whether the service's own command names a program that its image lacks: it may install that first. */
    private static boolean isInstalled(String program, Attribute service) {
        return Stream.of("command", "entrypoint")
                .flatMap(attribute -> service.get(attribute).items().stream())
                .anyMatch(word -> List.of(word.peek().split("[^\\w.-]+")).contains(program));
    }

    /**
     * Whether a service runs another program of its image, such as a worker beside the server, which has no clients.
     */
    private static boolean isOfAnotherProgram(Attribute service, ImageFacts image) {
        return service.get("ports").items().isEmpty()
                && service.get("expose").items().isEmpty()
                && RunProgram.differs(
                        image.entrypoint(),
                        image.command(),
                        words(service.get("entrypoint")),
                        words(service.get("command")));
    }

    private static List<String> words(Attribute attribute) {
        return attribute.below().stream().map(Attribute::peek).toList();
    }

    /** Returns a health check that runs its command in the container, which the author knows to be there. */
    public static Health asWritten(Health health, Attribute service, Optional<ImageFacts> image) {
        if (health.check() instanceof Health.Exec) {
            return health;
        }
        List<String> written = service.get("healthcheck").get("test").items().stream()
                .map(Attribute::string)
                .toList();
        List<String> test = written.isEmpty()
                ? image.flatMap(ImageFacts::health).map(Healthcheck::test).orElseThrow()
                : written;
        return new Health(
                HealthCommand.asWritten(ExecForm.meant(test).orElse(test)),
                health.intervalSeconds(),
                health.timeoutSeconds(),
                health.retries(),
                health.startSeconds(),
                health.startIntervalSeconds(),
                health.use());
    }

    /**
     * The words of a check, those with secrets by reference.
     *
     * @param secret whether there are any
     */
    private record Words(List<Text> all, boolean secret) {
        static Words of(List<Attribute> test, Environment environment) {
            List<Text> words = new ArrayList<>();
            boolean secret = false;
            List<String> before = new ArrayList<>();
            for (Attribute item : test) {
                Text word = item.text();
                Text open = environment.withoutSecrets(word, before);
                secret |= open != word;
                words.add(open);
                if (!before.isEmpty() || !word.value().startsWith("CMD")) {
                    before.add(word.value());
                }
            }
            return new Words(words, secret);
        }

        Words upTo(int size) {
            return new Words(all.subList(0, Math.min(size, all.size())), secret);
        }
    }

    private static Optional<Health.Check> check(
            List<Attribute> test, Words open, List<String> asked, Set<String> ownNames, boolean hasShell) {
        if (!open.secret()) {
            return HealthCommand.translate(asked, ownNames);
        }
        List<Text> words = open.all();
        // A probe's command is not expanded: a shell fills in the secret from the environment.
        boolean shell = words.get(0).equals(Text.of("CMD-SHELL"));
        StringBuilder script = new StringBuilder(shell ? Shell.script(words.get(1)) : "exec");
        if (!shell) {
            if (!hasShell && !SHELLS.contains(program(words))) {
                test.get(0)
                        .noteApproximated("the health check needs a shell in the image, because it reads its secret"
                                + " from a variable");
            }
            int first = words.get(0).equals(Text.of("CMD")) ? 1 : 0;
            words.subList(first, words.size())
                    .forEach(word -> script.append(' ').append(Shell.word(word)));
        }
        return Optional.of(new Health.Exec(List.of("/bin/sh", "-c", script.toString())));
    }

    /** Programs that come in images that have a shell. */
    private static String program(List<Text> words) {
        int first = words.get(0).equals(Text.of("CMD")) ? 1 : 0;
        String program =
                first < words.size() && words.get(first) instanceof Text.Literal literal ? literal.value() : "";
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /** The timings of a check: the compose file's, else the Dockerfile's, else compose's defaults. */
    private record Timings(Attribute check, Optional<Healthcheck> built) {
        private interface Millis {
            long of(Healthcheck built);
        }

        int seconds(String name, Millis fromBuilt, long otherwise, int least) {
            Attribute attribute = check.get(name);
            Optional<Long> stated = GoDuration.millis(attribute.string()).filter(millis -> millis > 0);
            if (stated.isPresent() && stated.get() % 1000 != 0) {
                attribute.noteApproximated("Kubernetes uses whole seconds: " + attribute.string() + " becomes "
                        + Quantities.seconds(stated.get(), least) + "s");
            }
            long millis = stated.orElseGet(
                    () -> built.map(fromBuilt::of).filter(value -> value > 0).orElse(otherwise));
            return Quantities.seconds(millis, least);
        }

        /** Returns the seconds between two checks: until the next one, a pod stays out of its Service. */
        int interval(boolean capped) {
            int seconds = seconds("interval", Healthcheck::intervalMillis, DEFAULT_MILLIS, 1);
            Attribute attribute = check.get("interval");
            // A variable stays one: a chart computes the seconds from its value.
            if (!capped || seconds <= LONGEST_INTERVAL || !(attribute.text() instanceof Text.Literal)) {
                return seconds;
            }
            (attribute.present() ? attribute : check)
                    .noteApproximated("readiness is checked every " + LONGEST_INTERVAL + "s instead of every " + seconds
                            + "s: in between, a pod would stay out of its Service");
            return LONGEST_INTERVAL;
        }

        /** Deals with the time in which failures do not count: a failing readiness probe restarts nothing anyway. */
        void ignoreStart() {
            check.get("start_period").done();
            check.get("start_interval").done();
        }

        int retries() {
            long stated = check.get("retries").number().orElse(0L);
            if (stated > 0) {
                return (int) Math.min(stated, Integer.MAX_VALUE);
            }
            return built.map(Healthcheck::retries).filter(value -> value > 0).orElse(DEFAULT_RETRIES);
        }
    }
}
