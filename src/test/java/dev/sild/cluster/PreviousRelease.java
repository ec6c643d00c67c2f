package dev.sild.cluster;

import dev.sild.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * The release before this one, built from its commit: that of {@code -Dupgrade.from=COMMIT}, the last tag of a release
 * before this commit, or else {@link #FIRST}. It is built once, in {@code target/upgrade/COMMIT}.
 *
 * @param commit its full hash
 * @param folder its sources, with {@code target} in them
 */
record PreviousRelease(String commit, Path folder) {
    /**
     * What upgrades start from as long as there is no tag: all kinds, with backups in a bucket, and {@code diff -A}.
     */
    private static final String FIRST = "798dc6459f70e04d7199181d31de0902063ad280";

    private static final Duration GIT = Duration.ofMinutes(1);
    private static final Duration BUILD = Duration.ofMinutes(15);
    private static final Path HERE = Path.of("").toAbsolutePath();

    /**
     * Returns it, and builds it where that has not been done.
     *
     * @throws TestAbortedException where this is no clone that has the commit, or the commit cannot be built here
     */
    static PreviousRelease built() {
        String commit = wanted();
        Path folder = HERE.resolve("target/upgrade").resolve(commit);
        PreviousRelease release = new PreviousRelease(commit, folder);
        if (!Files.exists(release.operator()) || !Files.exists(release.commandLine())) {
            release.build();
        }
        return release;
    }

    Path chart() {
        return folder.resolve("helm/sild");
    }

    Path operator() {
        return folder.resolve("target/sild-operator.jar");
    }

    Path commandLine() {
        return folder.resolve("target/sild-cli.jar");
    }

    private static String wanted() {
        String name = System.getProperty("upgrade.from", "");
        if (name.isEmpty()) {
            Command.Outcome tag =
                    run(HERE, GIT, "git", "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", "HEAD^");
            name = tag.succeeded() ? tag.out().strip() : FIRST;
        }
        Command.Outcome commit = run(HERE, GIT, "git", "rev-parse", "--verify", "--end-of-options", name + "^{commit}");
        if (!commit.succeeded()) {
            throw skipped("GIT DOES NOT HAVE " + name + " HERE: " + commit.err().strip());
        }
        return commit.out().strip();
    }

    private void build() {
        if (Files.exists(folder)) {
            Folders.delete(folder);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path sources = folder.resolveSibling(commit + ".tar");
        run(HERE, GIT, "git", "archive", "-o", sources.toString(), commit).require();
        run(folder, GIT, "tar", "-xf", sources.toString()).require();
        Folders.delete(sources);
        System.out.println("building " + commit + " in " + folder);
        Command.Outcome build = run(folder, BUILD, "./mvnw", "-B", "-ntp", "-q", "package", "-Dmaven.test.skip");
        if (!build.succeeded()) {
            throw skipped(commit + " CANNOT BE BUILT HERE: " + build);
        }
    }

    private static TestAbortedException skipped(String why) {
        String reason = "UPGRADE TIER SKIPPED: " + why;
        System.out.println(reason);
        return new TestAbortedException(reason);
    }

    private static Command.Outcome run(Path folder, Duration limit, String... command) {
        return Command.run(folder, Map.of(), "", limit, List.of(command));
    }
}
