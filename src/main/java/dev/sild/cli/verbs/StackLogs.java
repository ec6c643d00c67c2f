package dev.sild.cli.verbs;

import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.stack.LiveStacks;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.observe.Cluster;
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

/** {@code kubectl sild logs}: the logs of a stack's pods side by side. */
final class StackLogs extends ClusterVerb {
    private static final int ALL = -1;

    /** One log. */
    private record Source(String pod, String container, String title) {}

    private final int tail;

    StackLogs(Console console, ParseResult parsed) {
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
        LiveStacks.Chosen chosen = chosen(client);
        LiveStack stack = chosen.stack();
        List<Pod> pods = new Cluster(client).pods(stack.namespace(), stack.name());
        List<Source> sources = sources(pods, chosen.rest());
        for (String word : chosen.rest()) {
            if (sources(pods, List.of(word)).isEmpty()) {
                throw new VerbException(stack + " has no pod of '" + word + "'; it has pods of "
                        + pods.stream()
                                .map(StackLogs::component)
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", ")));
            }
        }
        if (sources.isEmpty()) {
            throw new VerbException(stack + " has no pods");
        }
        int width = sources.stream()
                .mapToInt(source -> source.title().length())
                .max()
                .orElse(0);
        if (options.has("--follow")) {
            follow(client, stack, sources, width);
        } else {
            sources.forEach(source -> print(client, stack, source, width));
        }
        return ExitCode.OK;
    }

    private static List<Source> sources(List<Pod> pods, List<String> words) {
        List<Source> sources = new ArrayList<>();
        for (Pod pod : pods) {
            if (words.isEmpty()
                    || words.contains(component(pod))
                    || words.contains(pod.getMetadata().getName())) {
                List<Container> containers = pod.getSpec().getContainers();
                for (Container container : containers) {
                    String name = pod.getMetadata().getName();
                    sources.add(new Source(
                            name,
                            container.getName(),
                            containers.size() == 1 ? name : name + "/" + container.getName()));
                }
            }
        }
        return sources;
    }

    private static String component(Pod pod) {
        return pod.getMetadata().getLabels() == null
                ? ""
                : pod.getMetadata().getLabels().getOrDefault(Labels.COMPONENT, "");
    }

    private void print(KubernetesClient client, LiveStack stack, Source source, int width) {
        var container = client.pods()
                .inNamespace(stack.namespace())
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

    private void follow(KubernetesClient client, LiveStack stack, List<Source> sources, int width)
            throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Source source : sources) {
            Thread thread = new Thread(() -> read(client, stack, source, width), "log " + source.title());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void read(KubernetesClient client, LiveStack stack, Source source, int width) {
        var container = client.pods()
                .inNamespace(stack.namespace())
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
