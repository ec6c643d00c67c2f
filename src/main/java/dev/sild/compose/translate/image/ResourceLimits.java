package dev.sild.compose.translate.image;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Resources;
import dev.sild.units.Quantities;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a service may use.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/deploy/#resources">resources</a>
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/">Resource Management</a>
 */
public final class ResourceLimits {
    private static final long DEFAULT_PERIOD_MICROS = 100_000;
    private static final long MOST_BYTES = 1L << 60;
    private static final long MOST_THOUSANDTHS_OF_A_CPU = 1_000_000_000;

    /** The least that podman lets a container have of a processor: a millisecond of each tenth of a second. */
    private static final long LEAST_THOUSANDTHS_OF_PODMAN = 10;

    /** Kubernetes keeps a pod pending until a node has what it requests to spare. */
    private static final Map<String, Integer> PARTS_OF_A_LIMIT = Map.of("cpu", 10, "memory", 4, "ephemeral-storage", 4);

    private ResourceLimits() {}

    /** Reads {@code deploy.resources}, the older attributes beside it, {@code gpus} and {@code devices}. */
    public static Resources of(Attribute service, boolean podman) {
        Attribute resources = service.get("deploy").get("resources");
        Attribute most = resources.get("limits");
        Attribute least = resources.get("reservations");
        Map<String, String> limits = new LinkedHashMap<>();
        Map<String, String> requests = new LinkedHashMap<>();
        put(limits, "cpu", cpus(most.get("cpus")), cpus(service.get("cpus")), quota(service));
        if (podman && limits.containsKey("cpu") && amount("cpu", limits.get("cpu")) < LEAST_THOUSANDTHS_OF_PODMAN) {
            most.get("cpus")
                    .or(service.get("cpus"))
                    .or(service.get("cpu_quota"))
                    .noteApproximated("podman refuses less than 0.01 CPUs; using 0.01");
            limits.put("cpu", Quantities.thousandths(LEAST_THOUSANDTHS_OF_PODMAN));
        }
        put(limits, "memory", bytes(most.get("memory")), bytes(service.get("mem_limit")));
        if (!podman) {
            swap(service.get("memswap_limit"), limits.get("memory"));
        }
        if (podman && least.get("cpus").present()) {
            least.get("cpus").notForPodman("podman does not reserve CPUs", "limit the other services with 'cpus'");
        } else {
            put(requests, "cpu", cpus(least.get("cpus")));
        }
        put(requests, "memory", bytes(least.get("memory")), bytes(service.get("mem_reservation")));
        if (podman) {
            PodmanDevices.of(service, least).forEach(name -> limits.put(name, "1"));
        } else {
            Devices.of(service, least).forEach((name, count) -> limits.put(name, Long.toString(count)));
        }
        requests.replaceAll((name, request) -> {
            String limit = limits.get(name);
            if (limit != null && amount(name, request) > amount(name, limit)) {
                resources.noteApproximated(
                        "a " + name + " reservation above the limit of " + limit
                                + " is not allowed; it is reduced to the limit",
                        "lower the reservation");
                return limit;
            }
            return request;
        });
        Attribute disk = service.get("storage_opt").get("size");
        if (!podman && !Quantities.bytes(disk.peek()).isEmpty()) {
            put(limits, "ephemeral-storage", bytes(disk));
        }
        processes(service.get("pids_limit"), podman);
        processes(most.get("pids"), podman);
        return new Resources(limits, requests, podman ? ulimits(service.get("ulimits")) : Map.of());
    }

    /**
     * Returns resources that request a part of each limit without a reservation: compose reserves nothing for a limit,
     * and Kubernetes requests the limit itself where there is no request.
     */
    public static Resources withRequests(Resources resources) {
        Map<String, String> requests = new LinkedHashMap<>(resources.requests());
        resources.limits().forEach((name, limit) -> {
            Integer parts = PARTS_OF_A_LIMIT.get(name);
            if (parts != null) {
                long part = Math.max(1, amount(name, limit) / parts);
                requests.putIfAbsent(
                        name,
                        name.equals("cpu") ? Quantities.thousandths(part) : Quantities.bytes(Long.toString(part)));
            }
        });
        return new Resources(resources.limits(), requests, resources.ulimits());
    }

    private static Map<String, String> ulimits(Attribute all) {
        Map<String, String> ulimits = new LinkedHashMap<>();
        all.entries().forEach((name, limit) -> ulimits.put(name, ulimit(limit)));
        return ulimits;
    }

    /** Returns a limit as {@code soft:hard}: both are the same where only one is given. */
    public static String ulimit(Attribute limit) {
        String both = limit.peek();
        String soft = both.isEmpty() ? limit.get("soft").string() : both;
        String hard = both.isEmpty() ? limit.get("hard").string() : both;
        limit.done();
        return (soft.isEmpty() ? hard : soft) + ":" + (hard.isEmpty() ? soft : hard);
    }

    /**
     * The limit is of memory and swap together: one that equals that of memory means no swap, which a pod has none of
     * by default. Docker ignores zero.
     */
    private static void swap(Attribute both, @Nullable String memory) {
        if (both.peek().equals("0")
                || memory != null && Quantities.bytes(both.peek()).equals(memory)) {
            both.done();
        }
    }

    /** Zero and negative values mean no limit, which is the default in Kubernetes. */
    private static void processes(Attribute limit, boolean podman) {
        if (limit.peek().startsWith("-") || limit.peek().equals("0")) {
            limit.done();
        } else if (podman && limit.present()) {
            limit.notForPodman(
                    "podman kube play does not support process limits in a manifest",
                    "set pids_limit in containers.conf");
        }
    }

    private static String cpus(Attribute attribute) {
        String text = attribute.string();
        if (!text.isEmpty() && Quantities.times(text, 1000).orElse(-1L) < 0) {
            attribute.noteLost("'" + text + "' is not a valid number of CPUs", "use a number such as 0.5");
        }
        return unlessBoundless(attribute, "cpu", Quantities.cpus(text), MOST_THOUSANDTHS_OF_A_CPU);
    }

    private static String bytes(Attribute attribute) {
        String text = attribute.string();
        if (text.startsWith("-") && !text.equals("-1")) {
            attribute.noteLost("'" + text + "' is not a valid size in bytes", "use a size such as 256m");
        }
        return unlessBoundless(attribute, "memory", Quantities.bytes(text), MOST_BYTES);
    }

    /**
     * A limit larger than any machine is not a limit, and no node has the resources that it would request in
     * Kubernetes.
     */
    private static String unlessBoundless(Attribute attribute, String name, String quantity, long most) {
        if (quantity.isEmpty() || amount(name, quantity) < most) {
            return quantity;
        }
        attribute.noteApproximated("the limit is larger than any machine; it is omitted");
        return "";
    }

    /** A quota of the time of one period is a number of processors. */
    private static String quota(Attribute service) {
        Optional<Long> quota = service.get("cpu_quota").number().filter(value -> value > 0);
        long period =
                service.get("cpu_period").number().filter(value -> value > 0).orElse(DEFAULT_PERIOD_MICROS);
        long most = (Long.MAX_VALUE - period) / 1000;
        return Quantities.thousandths((Math.min(quota.orElse(0L), most) * 1000 + period - 1) / period);
    }

    /** Puts the first of {@code quantities} that says something. */
    private static void put(Map<String, String> map, String name, String... quantities) {
        for (String quantity : quantities) {
            if (!quantity.isEmpty()) {
                map.putIfAbsent(name, quantity);
            }
        }
    }

    /** Returns a quantity that {@link Quantities} made: of processors in thousandths, of anything else in bytes. */
    public static long amount(String name, String quantity) {
        if (name.equals("cpu")) {
            return quantity.endsWith("m")
                    ? Long.parseLong(quantity.substring(0, quantity.length() - 1))
                    : Quantities.times(quantity, 1000).orElse(0L);
        }
        return Quantities.byteCount(quantity.endsWith("i") ? quantity + "b" : quantity)
                .orElse(0L);
    }
}
