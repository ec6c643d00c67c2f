package dev.sild.cli.options;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say which cluster is meant, as kubectl has them. */
public final class ClusterOptions {
    private static final int REQUEST_MILLIS = 30_000;

    private ClusterOptions() {}

    public static void addTo(CommandSpec spec) {
        spec.addOption(
                Options.text("FILE", "The kubeconfig file. Default: the one that kubectl uses.", "--kubeconfig"));
        spec.addOption(
                Options.text("NAME", "The context of the kubeconfig. Default: the" + " current context.", "--context"));
    }

    /** Returns a client for the cluster that is meant; the caller closes it. */
    public static KubernetesClient client(Options options) {
        Config config = config(options);
        String context = options.value("--context", "");
        if (options.has("--context")
                && config.getContexts().stream()
                        .noneMatch(known -> known.getName().equals(context))) {
            throw options.wrong("the kubeconfig has no context '" + context + "'");
        }
        config.setRequestTimeout(REQUEST_MILLIS);
        config.setConnectionTimeout(REQUEST_MILLIS);
        config.setRequestRetryBackoffLimit(1);
        // Specified explicitly, since the command-line jar contains no service provider files.
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    private static Config config(Options options) {
        String context = options.has("--context") ? options.value("--context", "") : null;
        if (!options.has("--kubeconfig")) {
            return Config.autoConfigure(context);
        }
        String file = options.value("--kubeconfig", "");
        try {
            Path path = Path.of(file).toAbsolutePath();
            if (Files.isReadable(path) && Files.isRegularFile(path)) {
                return Config.fromKubeconfig(context, path.toFile());
            }
        } catch (InvalidPathException | KubernetesClientException unreadable) {
            // The same to the user as a file that is not there.
        }
        throw options.wrong("cannot read --kubeconfig '" + file.replace('\0', '?') + "'");
    }

    /**
     * Returns what a user may not read, and why, in one line.
     *
     * @throws KubernetesClientException where it has another reason
     */
    public static String forbidden(String what, KubernetesClientException failure) {
        if (failure.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
            throw failure;
        }
        return what + ": "
                + (failure.getStatus() == null || failure.getStatus().getMessage() == null
                        ? String.valueOf(failure.getMessage())
                        : failure.getStatus().getMessage());
    }

    /** Returns why the cluster at {@code url} did not answer, or the error that it reported, in one line. */
    public static String reason(KubernetesClientException failure, Object url) {
        if (failure.getStatus() != null && failure.getStatus().getMessage() != null) {
            return url + " refuses: " + failure.getStatus().getMessage().replace('\n', ' ');
        }
        String words = "no response";
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            words = cause.getMessage() == null ? words : cause.getMessage();
        }
        return "cannot connect to " + url + ": " + words.replace('\n', ' ');
    }
}
