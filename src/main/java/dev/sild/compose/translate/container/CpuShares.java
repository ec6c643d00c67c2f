package dev.sild.compose.translate.container;

import dev.sild.compose.translate.image.ResourceLimits;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Resources;
import dev.sild.units.Quantities;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a container weighs beside others where processors are scarce. The kubelet makes the weight of a container of
 * what is kept free for it, and of nothing else: 1024 shares of one processor.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/">How Kubernetes applies
 *     resource requests and limits</a>
 */
public final class CpuShares {
    private static final long OF_A_PROCESSOR = 1024;
    private static final long MOST = 262_144;
    private static final String WEIGHT = "the CPU weight of a pod is its CPU request, which ";

    private CpuShares() {}

    /** Returns the resources with a CPU request for the shares of a service, if the options enable it. */
    public static Resources with(Attribute service, Resources resources, TranslateOptions options) {
        Attribute shares = service.get("cpu_shares");
        long number = shares.present() ? number(shares) : 0;
        if (number == 0) {
            return resources;
        }
        if (options.podman()) {
            shares.notForPodman("podman kube play does not support CPU shares in a manifest", "use 'cpus' to limit it");
            return resources;
        }
        if (resources.requests().containsKey("cpu")) {
            shares.lost(WEIGHT + "the reservation sets", "remove one of the two");
            return resources;
        }
        if (!options.sharesRequested()) {
            shares.lost(
                    WEIGHT + "would reserve CPU on a node",
                    "use '--cpu-shares request' to request 1/1024 CPU for each share");
            return resources;
        }
        String request = Quantities.thousandths((Math.min(number, MOST) * 1000 + OF_A_PROCESSOR - 1) / OF_A_PROCESSOR);
        String limit = resources.limits().get("cpu");
        if (limit != null && ResourceLimits.amount("cpu", request) > ResourceLimits.amount("cpu", limit)) {
            shares.noteApproximated(
                    "a CPU request above the limit of " + limit + " is not allowed; it is reduced to the limit",
                    "lower the shares, or raise the limit");
            request = limit;
        }
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("cpu", request);
        requests.putAll(resources.requests());
        return new Resources(resources.limits(), requests, resources.ulimits());
    }

    /** Returns the shares; 0 for the default of a container engine, which keeps nothing free. */
    private static long number(Attribute shares) {
        Optional<Long> number = shares.number().filter(value -> value >= 0);
        if (number.isEmpty()) {
            shares.noteLost(
                    "'" + shares.string() + "' is not a valid number of CPU shares", "use a number such as 512");
        }
        return number.orElse(0L);
    }
}
