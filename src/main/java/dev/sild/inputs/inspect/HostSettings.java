package dev.sild.inputs.inspect;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a container says about its limits and rights: {@code HostConfig}, less the engines' defaults. */
final class HostSettings {
    /** Attributes that a compose file has in the same form. */
    private static final Map<String, String> SAME = new TreeMap<>(Map.ofEntries(
            Map.entry("Memory", "mem_limit"),
            Map.entry("MemoryReservation", "mem_reservation"),
            Map.entry("CpuShares", "cpu_shares"),
            Map.entry("CpusetCpus", "cpuset"),
            Map.entry("OomScoreAdj", "oom_score_adj"),
            Map.entry("OomKillDisable", "oom_kill_disable"),
            Map.entry("Privileged", "privileged"),
            Map.entry("ReadonlyRootfs", "read_only"),
            Map.entry("Init", "init"),
            Map.entry("ExtraHosts", "extra_hosts"),
            Map.entry("Dns", "dns"),
            Map.entry("DnsOptions", "dns_opt"),
            Map.entry("DnsSearch", "dns_search"),
            Map.entry("GroupAdd", "group_add"),
            Map.entry("Sysctls", "sysctls"),
            Map.entry("StorageOpt", "storage_opt"),
            Map.entry("DeviceCgroupRules", "device_cgroup_rules")));
    /** Attributes that other classes read, and those that only tell what an engine does by itself. */
    private static final Set<String> KNOWN = Set.of(
            ("Binds Mounts Tmpfs PortBindings PublishAllPorts NetworkMode RestartPolicy LogConfig CapAdd CapDrop SecurityOpt"
                            + " Ulimits Devices DeviceRequests NanoCpus CpuQuota CpuPeriod PidsLimit ShmSize MemorySwap"
                            + " MemorySwappiness IpcMode PidMode UTSMode UsernsMode CgroupParent Runtime Links VolumesFrom"
                            + " Annotations AutoRemove AutoRemoveImage ConsoleSize ContainerIDFile CgroupManager CgroupMode"
                            + " CgroupnsMode Cgroup Cgroups CgroupConf Isolation MaskedPaths ReadonlyPaths VolumeDriver"
                            + " KernelMemory KernelMemoryTCP HostsFile IntelRdtClosID")
                    .split(" "));

    private static final Set<String> DEFAULT_CAPABILITIES = Set.of(
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");
    private static final Set<String> LOG_DRIVERS =
            Set.of("", "json-file", "k8s-file", "journald", "local", "passthrough", "default");
    private static final long DOCKER_SHM = 67_108_864;
    private static final long PODMAN_SHM = 65_536_000;

    private final InspectSource source;
    private final ComposeDraft service;

    HostSettings(InspectSource source, ComposeDraft service) {
        this.source = source;
        this.service = service;
    }

    void add() {
        Value host = source.host();
        SAME.forEach((key, attribute) -> same(host.get(key), attribute));
        processor(host);
        memory(host);
        number(host.get("PidsLimit"), "pids_limit", Set.of(-1L, 0L, 2048L));
        number(host.get("ShmSize"), "shm_size", Set.of(0L, DOCKER_SHM, PODMAN_SHM));
        restart(host.get("RestartPolicy"));
        capabilities(host.get("CapAdd"), "cap_add");
        capabilities(host.get("CapDrop"), "cap_drop");
        for (Value option : host.get("SecurityOpt").items()) {
            String text = option.text().equals("no-new-privileges") ? "no-new-privileges:true" : option.text();
            service.add("security_opt", InspectSource.escaped(text), option.position());
        }
        ulimits(host.get("Ulimits"));
        devices(host);
        namespaces(host);
        logging(host.get("LogConfig"));
        for (InspectSource.Option option : source.created("--sysctl")) {
            int equals = option.text().indexOf('=');
            if (equals > 0) {
                service.map("sysctls", option.position())
                        .set(
                                option.text().substring(0, equals),
                                InspectSource.escaped(option.text().substring(equals + 1)),
                                option.position());
            }
        }
        if (host.get("Annotations", "io.podman.annotations.init").text().equals("TRUE")) {
            service.set("init", true, host.position());
        }
        unknown(host);
    }

    private void same(Value value, String attribute) {
        if (value.isEmpty()) {
            return;
        }
        value.items().forEach(item -> service.add(attribute, InspectSource.escaped(item.text()), item.position()));
        value.entries()
                .forEach((key, item) -> service.map(attribute, value.position())
                        .set(InspectSource.escaped(key), InspectSource.escaped(item.text()), item.position()));
        if (value.isTrue()) {
            service.set(attribute, true, value.position());
        } else if (!value.text().isEmpty()) {
            service.set(attribute, InspectSource.escaped(value.text()), value.position());
        }
    }

    private void processor(Value host) {
        Value billionths = host.get("NanoCpus");
        Value quota = host.get("CpuQuota");
        if (billionths.number() > 0) {
            service.set("cpus", InspectSource.billionths(billionths.number()), billionths.position());
        } else if (quota.number() > 0) {
            long period =
                    host.get("CpuPeriod").number() > 0 ? host.get("CpuPeriod").number() : 100_000;
            service.set("cpus", InspectSource.billionths((long) (quota.number() * 1e9 / period)), quota.position());
        }
    }

    private void memory(Value host) {
        long limit = host.get("Memory").number();
        number(host.get("MemorySwap"), "memswap_limit", limit == 0 ? Set.of(0L) : Set.of(0L, limit * 2));
        number(host.get("MemorySwappiness"), "mem_swappiness", Set.of(-1L, 0L));
    }

    private void number(Value value, String attribute, Set<Long> usual) {
        if (!value.isEmpty() && !usual.contains(value.number())) {
            service.set(attribute, value.text(), value.position());
        }
    }

    private void restart(Value policy) {
        String name = policy.get("Name").text();
        long times = policy.get("MaximumRetryCount").number();
        if (!name.isEmpty() && !name.equals("no")) {
            service.set(
                    "restart",
                    InspectSource.escaped(name) + (times > 0 ? ":" + times : ""),
                    policy.get("Name").position());
        }
    }

    private void capabilities(Value capabilities, String attribute) {
        List<String> names = capabilities.texts().stream()
                .map(name -> name.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", ""))
                .toList();
        if (attribute.equals("cap_drop") && names.containsAll(DEFAULT_CAPABILITIES)) {
            service.add(attribute, "ALL", capabilities.position());
            return;
        }
        names.forEach(name -> service.add(attribute, InspectSource.escaped(name), capabilities.position()));
    }

    /** Podman sets some for each container. */
    private void ulimits(Value ulimits) {
        Set<String> given = source.created("--ulimit").stream()
                .map(option -> option.text().replaceFirst("=.*", ""))
                .collect(java.util.stream.Collectors.toSet());
        for (Value limit : ulimits.items()) {
            String name = limit.get("Name").text().toLowerCase(Locale.ROOT).replaceFirst("^rlimit_", "");
            boolean usual =
                    source.isPodman() && (name.equals("nofile") || name.equals("nproc")) && !given.contains(name);
            if (!usual && !name.isEmpty()) {
                ComposeDraft own = service.map("ulimits", limit.position()).map(name, limit.position());
                own.set("soft", limit.get("Soft").text(), limit.position());
                own.set("hard", limit.get("Hard").text(), limit.position());
            }
        }
    }

    private void devices(Value host) {
        for (Value device : host.get("Devices").items()) {
            String rights = device.get("CgroupPermissions").text();
            String inside = device.get("PathInContainer").text();
            service.add(
                    "devices",
                    InspectSource.escaped(device.get("PathOnHost").text() + ":" + inside
                            + (rights.isEmpty() || rights.equals("rwm") ? "" : ":" + rights)),
                    device.position());
        }
        for (Value request : host.get("DeviceRequests").items()) {
            if (request.get("Capabilities").items().stream()
                    .anyMatch(each -> each.texts().contains("gpu"))) {
                service.set("gpus", "all", request.position());
            } else {
                source.remarks()
                        .lost(request, "a request for devices is not converted", "set deploy.resources.reservations");
            }
        }
    }

    private void namespaces(Value host) {
        Map<String, String> attributes =
                Map.of("IpcMode", "ipc", "PidMode", "pid", "UTSMode", "uts", "UsernsMode", "userns_mode");
        attributes.forEach((key, attribute) -> {
            if (host.get(key).text().equals("host") && !attribute.equals("userns_mode")) {
                service.set(attribute, "host", host.get(key).position());
            } else if (attribute.equals("userns_mode") && !host.get(key).isEmpty()) {
                source.remarks()
                        .lost(host.get(key), "user namespaces are not converted", "set hostUsers in Kubernetes");
            }
        });
        Value runtime = host.get("Runtime");
        if (!Set.of("", "oci", "runc", "crun", "io.containerd.runc.v2").contains(runtime.text())) {
            service.set("runtime", InspectSource.escaped(runtime.text()), runtime.position());
        }
    }

    private void logging(Value log) {
        String driver = log.get("Type").text();
        if (!LOG_DRIVERS.contains(driver)) {
            service.map("logging", log.position()).set("driver", InspectSource.escaped(driver), log.position());
        }
        for (var option : log.get("Config").entries().entrySet()) {
            service.map("logging", log.position())
                    .map("options", log.position())
                    .set(
                            InspectSource.escaped(option.getKey()),
                            InspectSource.escaped(option.getValue().text()),
                            option.getValue().position());
        }
    }

    private void unknown(Value host) {
        for (var attribute : host.entries().entrySet()) {
            boolean known = KNOWN.contains(attribute.getKey()) || SAME.containsKey(attribute.getKey());
            if (!known && !attribute.getValue().isEmpty()) {
                source.remarks()
                        .lost(
                                attribute.getValue(),
                                "'" + attribute.getKey() + "' is not converted",
                                "set it in Kubernetes");
            }
        }
    }
}
