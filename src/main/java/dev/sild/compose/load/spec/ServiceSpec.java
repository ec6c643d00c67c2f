package dev.sild.compose.load.spec;

import static dev.sild.compose.load.spec.AttributeSpec.attr;

import dev.sild.compose.load.spec.AttributeSpec.Key;
import dev.sild.compose.load.spec.AttributeSpec.Merge;
import dev.sild.compose.load.spec.Type.Form;

/**
 * The attributes of a service, in the order in which docker compose prints them; see <a
 * href="https://github.com/compose-spec/compose-spec/blob/main/05-services.md">Services</a>.
 */
public final class ServiceSpec {
    private ServiceSpec() {}

    private static final Type FILE_MOUNT = Type.object(
                    attr("source", Type.STRING),
                    attr("target", Type.STRING),
                    attr("uid", Type.STRING),
                    attr("gid", Type.STRING),
                    attr("mode", Type.MODE).kept())
            .orJust("source");

    private static final Type ULIMITS = Type.map(Type.structured(
            Form.ULIMIT,
            attr("soft", Type.INT).needed().kept(),
            attr("hard", Type.INT).needed().kept()));

    private static final Type HOOK = Type.object(
            attr("command", Type.COMMAND).needed().merged(Merge.REPLACE),
            attr("user", Type.STRING),
            attr("privileged", Type.BOOL),
            attr("working_dir", Type.STRING),
            attr("environment", Type.VARIABLES));

    private static final Type PRE_START = Type.object(
            attr("image", Type.STRING),
            attr("command", Type.COMMAND).merged(Merge.REPLACE),
            attr("user", Type.STRING),
            attr("privileged", Type.BOOL),
            attr("working_dir", Type.STRING),
            attr("environment", Type.VARIABLES),
            attr("per_replica", Type.BOOL));

    private static final Type BUILD = Type.object(
                    attr("context", Type.STRING),
                    attr("dockerfile", Type.STRING),
                    attr("dockerfile_inline", Type.STRING),
                    attr("entitlements", Type.STRING_LIST),
                    attr("args", Type.VARIABLES),
                    attr("ssh", Type.VARIABLES),
                    attr("labels", Type.LABELS),
                    attr("cache_from", Type.STRING_LIST),
                    attr("cache_to", Type.STRING_LIST),
                    attr("no_cache", Type.BOOL),
                    attr("no_cache_filter", Type.STRINGS),
                    attr("additional_contexts", Type.LABELS),
                    attr("pull", Type.BOOL),
                    attr("extra_hosts", Type.HOSTS).merged(Merge.APPEND_NEW),
                    attr("isolation", Type.STRING),
                    attr("network", Type.STRING),
                    attr("provenance", Type.ANY),
                    attr("sbom", Type.ANY),
                    attr("target", Type.STRING),
                    attr("secrets", Type.list(FILE_MOUNT)),
                    attr("shm_size", Type.BYTES),
                    attr("tags", Type.STRING_LIST).by(Key.BEFORE_EQUALS),
                    attr("ulimits", ULIMITS),
                    attr("platforms", Type.STRING_LIST),
                    attr("privileged", Type.BOOL))
            .orJust("context");

    private static final Type DEVELOP = Type.object(attr(
                    "watch",
                    Type.list(Type.object(
                            attr("path", Type.STRING).needed().kept(),
                            attr("action", Type.oneOf("rebuild", "sync", "restart", "sync+restart", "sync+exec"))
                                    .needed()
                                    .kept(),
                            attr("target", Type.STRING),
                            attr("exec", HOOK),
                            attr("include", Type.STRINGS),
                            attr("ignore", Type.STRINGS),
                            attr("initial_sync", Type.BOOL)))))
            .orNothing();

    private static final Type RATES = Type.list(Type.object(
            attr("path", Type.STRING).kept(), attr("rate", Type.BYTES).kept()));

    private static final Type BLKIO = Type.object(
            attr("weight", Type.UNSIGNED),
            attr(
                    "weight_device",
                    Type.list(Type.object(
                            attr("path", Type.STRING).kept(),
                            attr("weight", Type.UNSIGNED).kept()))),
            attr("device_read_bps", RATES),
            attr("device_read_iops", RATES),
            attr("device_write_bps", RATES),
            attr("device_write_iops", RATES));

    private static final Type DEPENDENCY = Type.object(
            attr("condition", Type.oneOf("service_started", "service_healthy", "service_completed_successfully"))
                    .needed(),
            attr("restart", Type.BOOL),
            attr("required", Type.BOOL).kept());

    private static final Type ENV_FILE = Type.object(
                    attr("path", Type.STRING).needed(),
                    attr("required", Type.BOOL).kept(),
                    attr("format", Type.STRING))
            .orJust("path");

    private static final Type HEALTHCHECK = Type.object(
            attr("test", Type.of(Form.TEST)).merged(Merge.REPLACE),
            attr("timeout", Type.DURATION).kept(),
            attr("interval", Type.DURATION).kept(),
            attr("retries", Type.UNSIGNED).kept(),
            attr("start_period", Type.DURATION).kept(),
            attr("start_interval", Type.DURATION).kept(),
            attr("disable", Type.BOOL));

    private static final Type NETWORK = Type.object(
                    attr("priority", Type.INT),
                    attr("gw_priority", Type.INT),
                    attr("aliases", Type.STRING_LIST).by(Key.BEFORE_EQUALS),
                    attr("interface_name", Type.STRING),
                    attr("ipv4_address", Type.STRING),
                    attr("ipv6_address", Type.STRING),
                    attr("link_local_ips", Type.STRING_LIST).by(Key.BEFORE_EQUALS),
                    attr("mac_address", Type.STRING),
                    attr("driver_opts", Type.TEXT_MAP))
            .orNothing();

    private static final Type PORT = Type.structured(
            Form.PORT,
            attr("name", Type.STRING),
            attr("mode", Type.STRING),
            attr("host_ip", Type.STRING),
            attr("target", Type.UNSIGNED),
            attr("published", Type.TEXT),
            attr("protocol", Type.STRING),
            attr("app_protocol", Type.STRING));

    private static final Type VOLUME = Type.structured(
            Form.VOLUME,
            attr("type", Type.oneOf("bind", "volume", "tmpfs", "cluster", "npipe", "image"))
                    .needed(),
            attr("source", Type.STRING),
            attr("target", Type.STRING),
            attr("read_only", Type.BOOL),
            attr("consistency", Type.STRING),
            attr(
                    "bind",
                    Type.object(
                            attr("selinux", Type.oneOf("z", "Z")),
                            attr("propagation", Type.STRING),
                            attr("create_host_path", Type.BOOL),
                            attr("recursive", Type.oneOf("enabled", "disabled", "writable", "readonly")))),
            attr(
                    "volume",
                    Type.object(attr("labels", Type.LABELS), attr("nocopy", Type.BOOL), attr("subpath", Type.STRING))),
            attr("tmpfs", Type.object(attr("size", Type.BYTES), attr("mode", Type.MODE))),
            attr("image", Type.object(attr("subpath", Type.STRING))));

    private static final Type DEVICE = Type.structured(
            Form.DEVICE,
            attr("source", Type.STRING).needed(),
            attr("target", Type.STRING),
            attr("permissions", Type.STRING));

    private static final Type PROVIDER =
            Type.object(attr("type", Type.STRING).needed(), attr("options", Type.map(Type.ANY)));

    private static final Type LOGGING =
            Type.object(attr("driver", Type.STRING), attr("options", Type.map(Type.TEXT.orNothing())));

    /** A service. */
    public static final Type SERVICE = Type.object(
            attr("profiles", Type.STRING_LIST).by(Key.BEFORE_EQUALS),
            attr("annotations", Type.LABELS),
            attr("attach", Type.BOOL).kept(),
            attr("build", BUILD),
            attr("develop", DEVELOP),
            attr("blkio_config", BLKIO),
            attr("cap_add", Type.STRING_LIST).by(Key.BEFORE_EQUALS),
            attr("cap_drop", Type.STRING_LIST).by(Key.BEFORE_EQUALS),
            attr("cgroup_parent", Type.STRING),
            attr("cgroup", Type.oneOf("host", "private")),
            attr("cpu_count", Type.INT),
            attr("cpu_percent", Type.INT),
            attr("cpu_period", Type.INT),
            attr("cpu_quota", Type.INT),
            attr("cpu_rt_period", Type.INT),
            attr("cpu_rt_runtime", Type.INT),
            attr("cpus", Type.FLOAT),
            attr("cpuset", Type.STRING),
            attr("cpu_shares", Type.INT),
            attr("command", Type.COMMAND).merged(Merge.REPLACE).kept(),
            attr("configs", Type.list(FILE_MOUNT)).by(Key.CONFIG_TARGET),
            attr("container_name", Type.STRING),
            attr(
                    "credential_spec",
                    Type.object(attr("config", Type.STRING), attr("file", Type.STRING), attr("registry", Type.STRING))),
            attr("depends_on", DEPENDENCY.in(Form.DEPENDS_ON)),
            attr("deploy", DeploySpec.DEPLOY),
            attr("device_cgroup_rules", Type.STRING_LIST).by(Key.DISTINCT),
            attr("devices", Type.list(DEVICE)).by(Key.TARGET),
            attr("dns", Type.STRINGS).by(Key.BEFORE_EQUALS),
            attr("dns_opt", Type.STRING_LIST).by(Key.BEFORE_EQUALS),
            attr("dns_search", Type.STRINGS).by(Key.BEFORE_EQUALS),
            attr("domainname", Type.STRING),
            attr("entrypoint", Type.COMMAND).merged(Merge.REPLACE).kept(),
            attr("environment", Type.VARIABLES),
            attr("env_file", ENV_FILE.in(Form.STRINGS)).by(Key.PATH),
            attr("expose", Type.TEXT_LIST).by(Key.WHOLE),
            attr(
                    "extends",
                    Type.object(attr("service", Type.STRING).needed(), attr("file", Type.STRING))
                            .orJust("service")),
            attr("external_links", Type.STRING_LIST).by(Key.DISTINCT),
            attr("extra_hosts", Type.HOSTS).merged(Merge.APPEND_NEW),
            attr("group_add", Type.TEXT_LIST).by(Key.DISTINCT),
            attr("gpus", DeploySpec.GPU.in(Form.GPUS)),
            attr("hostname", Type.STRING),
            attr("healthcheck", HEALTHCHECK),
            attr("image", Type.STRING),
            attr("init", Type.BOOL).kept(),
            attr("ipc", Type.STRING),
            attr("isolation", Type.STRING),
            attr("labels", Type.LABELS),
            attr("label_file", Type.STRINGS),
            attr("links", Type.STRING_LIST).by(Key.BEFORE_EQUALS),
            attr("logging", LOGGING).merged(Merge.LOGGING),
            attr("mem_limit", Type.BYTES),
            attr("mem_reservation", Type.BYTES),
            attr("memswap_limit", Type.BYTES),
            attr("mem_swappiness", Type.BYTES),
            attr("mac_address", Type.STRING),
            attr(
                    "models",
                    Type.object(attr("endpoint_var", Type.STRING), attr("model_var", Type.STRING))
                            .orNothing()
                            .in(Form.NAMED)),
            attr("network_mode", Type.STRING),
            attr("networks", NETWORK.in(Form.NAMED)),
            attr("oom_kill_disable", Type.BOOL),
            attr("oom_score_adj", Type.INT),
            attr("pid", Type.STRING.orNothing()),
            attr("pids_limit", Type.INT),
            attr("platform", Type.STRING),
            attr("ports", Type.list(PORT)).by(Key.PORT),
            attr("pre_start", Type.list(PRE_START)),
            attr("post_start", Type.list(HOOK)),
            attr("pre_stop", Type.list(HOOK)),
            attr("privileged", Type.BOOL),
            attr("provider", PROVIDER),
            attr("pull_policy", Type.STRING),
            attr("pull_refresh_after", Type.STRING),
            attr("read_only", Type.BOOL),
            attr("restart", Type.STRING),
            attr("runtime", Type.STRING),
            attr("scale", Type.INT).kept(),
            attr("secrets", Type.list(FILE_MOUNT)).by(Key.SECRET_TARGET),
            attr("security_opt", Type.STRING_LIST).by(Key.DISTINCT),
            attr("shm_size", Type.BYTES),
            attr("stdin_open", Type.BOOL),
            attr("stop_grace_period", Type.DURATION).kept(),
            attr("stop_signal", Type.STRING),
            attr("storage_opt", Type.map(Type.TEXT.orNothing())),
            attr("sysctls", Type.LABELS),
            attr("tmpfs", Type.STRINGS).by(Key.BEFORE_EQUALS),
            attr("tty", Type.BOOL),
            attr("ulimits", ULIMITS),
            attr("use_api_socket", Type.BOOL),
            attr("user", Type.STRING),
            attr("userns_mode", Type.STRING),
            attr("uts", Type.STRING),
            attr("volumes", Type.list(VOLUME)).by(Key.TARGET),
            attr("volumes_from", Type.STRING_LIST).by(Key.DISTINCT),
            attr("working_dir", Type.STRING),
            attr(Hints.KEY, Hints.SERVICE));
}
