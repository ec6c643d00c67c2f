package dev.sild.cli.verbs;

import dev.sild.cli.stack.ApplicationObjects;
import dev.sild.cli.stack.LiveApplication;
import dev.sild.cli.stack.LiveApplications;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/** {@code kubectl sild logs}: the logs of the pods of a stack or converted project side by side. */
final class ClusterLogs extends ClusterVerb {
    private static final int ALL = -1;

    /** One log. */
    private record Source(String pod, String container, String title) {}

    private final int tail;

    ClusterLogs(Console console, ParseResult parsed) {
        super(console, parsed);
        String given = options.value("--tail", "all");
        try {
            tail = given.equals("all") ? ALL : Integer.parseUnsignedInt(given);
        } catch (NumberFormatException malformed) {
            throw options.wrong("--tail cannot be '" + given + "': use a number from 0 on, or all");
        }
    }

    @Override
    int run(KubernetesClient client) throws InterruptedException {
        LiveApplications.Chosen<LiveApplication> chosen = chosen(client);
        LiveApplication application = chosen.application();
        List<Pod> pods = new ApplicationObjects(client, application).pods();
        List<Source> sources = sources(pods, chosen.rest());
        for (String word : chosen.rest()) {
            if (sources(pods, List.of(word)).isEmpty()) {
                throw new VerbException(application + " has no pod of '" + word + "'; it has pods of "
                        + pods.stream()
                                .map(ApplicationObjects::component)
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", ")));
            }
        }
        if (sources.isEmpty()) {
            throw new VerbException(application + " has no pods");
        }
        int width = sources.stream()
                .mapToInt(source -> source.title().length())
                .max()
                .orElse(0);
        if (options.has("--follow")) {
            follow(client, application, sources, width);
        } else {
            sources.forEach(source -> print(client, application, source, width));
        }
        return ExitCode.OK;
    }

    private static List<Source> sources(List<Pod> pods, List<String> words) {
        List<Source> sources = new ArrayList<>();
        for (Pod pod : pods) {
            String name = pod.getMetadata().getName();
            List<Container> containers = pod.getSpec().getContainers();
            boolean all = words.isEmpty() || words.contains(ApplicationObjects.component(pod)) || words.contains(name);
            for (Container container : containers) {
                // Services of a project that share a pod are containers of it.
                if (all || words.contains(container.getName())) {
                    sources.add(new Source(
                            name,
                            container.getName(),
                            containers.size() == 1 ? name : name + "/" + container.getName()));
                }
            }
        }
        return sources;
    }

    private void print(KubernetesClient client, LiveApplication application, Source source, int width) {
        var container = client.pods()
                .inNamespace(application.namespace())
                .withName(source.pod())
                .inContainer(source.container());
        try {
            String text = tail == ALL
                    ? container.getLog()
                    : container.tailingLines(tail).getLog();
            if (text != null) {
                text.lines().forEach(line -> line(source, line, width));
            }
        } catch (KubernetesClientException notStarted) {
            console.say(source.title() + " has no log: "
                    + (notStarted.getStatus() == null
                            ? notStarted.getMessage()
                            : notStarted.getStatus().getMessage()));
        }
    }

    private void follow(KubernetesClient client, LiveApplication application, List<Source> sources, int width)
            throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Source source : sources) {
            Thread thread = new Thread(() -> read(client, application, source, width), "log " + source.title());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void read(KubernetesClient client, LiveApplication application, Source source, int width) {
        var container = client.pods()
                .inNamespace(application.namespace())
                .withName(source.pod())
                .inContainer(source.container());
        try (LogWatch watch = tail == ALL
                        ? container.watchLog()
                        : container.tailingLines(tail).watchLog();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                line(source, line, width);
            }
        } catch (IOException | KubernetesClientException ended) {
            console.say(source.title() + ": the log ended: " + ended.getMessage());
        }
    }

    /** The line itself is the container's own, as every program that follows logs prints it. */
    private synchronized void line(Source source, String line, int width) {
        console.logged(source.title() + " ".repeat(width - source.title().length()) + " | ", line);
    }
}
