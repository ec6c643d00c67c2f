package dev.sild.quadlet;

import dev.sild.compose.translate.image.PodmanDevices;
import dev.sild.compose.translate.image.ResourceLimits;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Lookup;
import java.util.List;
import java.util.Map;

/** The limits, kernel settings and devices of a container. */
final class ResourceKeys {
    private static final String DEVICE = "podman.io/device=";

    /** Attributes that are options of podman without a key of Quadlet, with the option. */
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("cpu_period", "--cpu-period"),
            Map.entry("cpu_quota", "--cpu-quota"),
            Map.entry("cpu_rt_period", "--cpu-rt-period"),
            Map.entry("cpu_rt_runtime", "--cpu-rt-runtime"),
            Map.entry("cpu_shares", "--cpu-shares"),
            Map.entry("cpuset", "--cpuset-cpus"),
            Map.entry("mem_swappiness", "--memory-swappiness"),
            Map.entry("oom_score_adj", "--oom-score-adj"));

    private static final Map<String, String> RATES = Map.of(
            "device_read_bps", "--device-read-bps",
            "device_read_iops", "--device-read-iops",
            "device_write_bps", "--device-write-bps",
            "device_write_iops", "--device-write-iops");

    private final Attribute service;
    private final UnitFile unit;

    ResourceKeys(Attribute service, UnitFile unit) {
        this.service = service;
        this.unit = unit;
    }

    void add() {
        Attribute limits = service.get("deploy").get("resources").get("limits");
        Attribute reservations = service.get("deploy").get("resources").get("reservations");
        either(limits.get("cpus"), service.get("cpus"), "--cpus");
        memory(limits.get("memory"), service.get("mem_limit"), "--memory");
        memory(reservations.get("memory"), service.get("mem_reservation"), "--memory-reservation");
        memory(service.get("memswap_limit"), service.get("memswap_limit"), "--memory-swap");
        pids(limits.get("pids"), service.get("pids_limit"));
        OPTIONS.keySet().stream()
                .sorted()
                .forEach(name -> service.present(name)
                        .forEach(each -> unit.option(Lookup.required(OPTIONS, name), each.string())));
        if (service.get("oom_kill_disable").bool()) {
            unit.option("--oom-kill-disable");
        }
        service.present("shm_size").forEach(each -> unit.add("ShmSize", size(each.string())));
        service.get("ulimits")
                .entries()
                .forEach((name, limit) -> unit.value("Ulimit", "--ulimit", name + "=" + ResourceLimits.ulimit(limit)));
        service.get("sysctls")
                .entries()
                .forEach((name, value) -> unit.plainWord("Sysctl", "--sysctl", name + "=" + value.string()));
        blockDevices(service.get("blkio_config"));
        devices(reservations);
        service.get("storage_opt")
                .entries()
                .forEach((name, value) -> unit.option("--storage-opt", name + "=" + value.string()));
    }

    private void either(Attribute deployed, Attribute own, String option) {
        String value = deployed.string();
        String other = own.string();
        if (!value.isEmpty() || !other.isEmpty()) {
            unit.option(option, value.isEmpty() ? other : value);
        }
    }

    private void memory(Attribute deployed, Attribute own, String option) {
        String value = deployed.string();
        String other = own.string();
        String stated = value.isEmpty() ? other : value;
        boolean none = stated.isEmpty() || stated.equals("0") || stated.startsWith("-") && !option.endsWith("-swap");
        // As for compose, a negative limit is none.
        if (!none) {
            unit.option(option, size(stated));
        }
    }

    private void pids(Attribute deployed, Attribute own) {
        String value = deployed.string();
        String other = own.string();
        String stated = value.isEmpty() ? other : value;
        if (!stated.isEmpty()) {
            unit.value("PidsLimit", "--pids-limit", stated);
        }
    }

    /** Returns a number of bytes as podman and people write it. */
    static String size(String bytes) {
        String[] units = {"k", "m", "g"};
        try {
            long count = Long.parseLong(bytes);
            String unit = "b";
            for (int i = 0; i < units.length && count > 0 && count % 1024 == 0; i++) {
                count /= 1024;
                unit = units[i];
            }
            return count < 0 ? String.valueOf(count) : count + unit;
        } catch (NumberFormatException other) {
            return bytes;
        }
    }

    private void blockDevices(Attribute settings) {
        settings.present("weight").forEach(each -> unit.option("--blkio-weight", each.string()));
        settings.get("weight_device")
                .items()
                .forEach(each -> unit.option(
                        "--blkio-weight-device",
                        each.get("path").string() + ":" + each.get("weight").string()));
        RATES.keySet().stream()
                .sorted()
                .forEach(name -> settings.get(name)
                        .items()
                        .forEach(each -> unit.option(
                                Lookup.required(RATES, name),
                                each.get("path").string() + ":"
                                        + each.get("rate").string())));
    }

    private void devices(Attribute reservations) {
        for (String device : PodmanDevices.of(service, reservations)) {
            unit.value("AddDevice", "--device", device.startsWith(DEVICE) ? device.substring(DEVICE.length()) : device);
        }
        List<String> rules = service.get("device_cgroup_rules").strings();
        rules.forEach(rule -> unit.option("--device-cgroup-rule", rule));
    }
}
