package dev.sild.compose.translate.source;

import dev.sild.report.Code;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The codes of attributes that are lost or approximated, by what the attribute is about: a code that {@code --allow}
 * names must not accept more than its user has looked at.
 */
final class LossKinds {
    private static final String OF_SERVICE = "services.";

    private static final Pattern TOP_LEVEL = Pattern.compile("([a-z]+)(?:\\..*)?");

    private static final Map<String, Kind> BY_KEY = new HashMap<>();
    private static final Map<String, Kind> BY_TOP_LEVEL = Map.of(
            "networks", Kind.NETWORK,
            "volumes", Kind.STORAGE,
            "secrets", Kind.FILE,
            "configs", Kind.FILE);

    static {
        put(
                Kind.NETWORK,
                "networks network_mode links external_links extra_hosts dns dns_opt dns_search hostname domainname"
                        + " mac_address expose ports container_name deploy.endpoint_mode");
        put(
                Kind.NODE,
                "platform runtime isolation devices device_cgroup_rules gpus deploy.placement"
                        + " deploy.resources.reservations.devices deploy.resources.reservations.generic_resources");
        put(Kind.NAMESPACE, "pid ipc uts userns_mode cgroup cgroup_parent");
        put(
                Kind.RESOURCES,
                "cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset"
                        + " mem_limit mem_reservation mem_swappiness memswap_limit oom_kill_disable oom_score_adj"
                        + " pids_limit shm_size sysctls ulimits blkio_config storage_opt deploy.resources");
        put(Kind.RESTART, "restart deploy.restart_policy");
        put(Kind.ROLLOUT, "scale deploy.replicas deploy.mode deploy.update_config deploy.rollback_config");
        put(Kind.HEALTH, "healthcheck");
        put(Kind.DEPENDENCY, "depends_on");
        put(
                Kind.PROCESS,
                "command entrypoint init tty stdin_open stop_signal stop_grace_period working_dir environment env_file"
                        + " user group_add models");
        put(Kind.SECURITY, "cap_add cap_drop privileged security_opt read_only credential_spec use_api_socket");
        put(Kind.STORAGE, "volumes volumes_from tmpfs");
        put(Kind.FILE, "secrets configs");
        put(Kind.IMAGE, "image build pull_policy pull_refresh_after");
        put(Kind.HOOK, "post_start pre_stop pre_start");
        put(Kind.LABEL, "labels label_file annotations deploy.labels");
    }

    /** What an attribute is about. */
    private enum Kind {
        NETWORK(Code.NETWORK_LOST, Code.NETWORK_DIFFERS),
        NODE(Code.NODE_LOST, Code.NODE_DIFFERS),
        NAMESPACE(Code.NAMESPACE_LOST, Code.NAMESPACE_DIFFERS),
        RESOURCES(Code.RESOURCES_LOST, Code.RESOURCES_DIFFERS),
        RESTART(Code.RESTART_LOST, Code.RESTART_DIFFERS),
        ROLLOUT(Code.ROLLOUT_LOST, Code.ROLLOUT_DIFFERS),
        HEALTH(Code.HEALTH_LOST, Code.HEALTH_DIFFERS),
        DEPENDENCY(Code.DEPENDENCY_LOST, Code.DEPENDENCY_DIFFERS),
        PROCESS(Code.PROCESS_LOST, Code.PROCESS_DIFFERS),
        SECURITY(Code.SECURITY_LOST, Code.SECURITY_DIFFERS),
        STORAGE(Code.STORAGE_LOST, Code.STORAGE_DIFFERS),
        FILE(Code.FILE_LOST, Code.FILE_DIFFERS),
        IMAGE(Code.IMAGE_LOST, Code.IMAGE_DIFFERS),
        HOOK(Code.HOOK_LOST, Code.HOOK_DIFFERS),
        LABEL(Code.LABEL_LOST, Code.LABEL_DIFFERS);

        private final Code lost;
        private final Code approximated;

        Kind(Code lost, Code approximated) {
            this.lost = lost;
            this.approximated = approximated;
        }
    }

    private LossKinds() {}

    private static void put(Kind kind, String keys) {
        for (String key : keys.split(" ")) {
            BY_KEY.put(key, kind);
        }
    }

    /**
     * Returns the code for the attribute at {@code path}: {@code code} itself, unless it is one of the two groups and
     * the table knows what the attribute is about.
     *
     * @param services the names of services, which may have dots in them
     */
    static Code narrow(Code code, String path, Set<String> services) {
        if (code != Code.NOT_CARRIED && code != Code.APPROXIMATED) {
            return code;
        }
        Kind kind = kind(path, services);
        return kind == null ? code : code == Code.NOT_CARRIED ? kind.lost : kind.approximated;
    }

    private static @Nullable Kind kind(String path, Set<String> services) {
        if (!path.startsWith(OF_SERVICE)) {
            Matcher top = TOP_LEVEL.matcher(path);
            return top.matches() ? BY_TOP_LEVEL.get(top.group(1)) : null;
        }
        String[] keys = path.substring(endOfName(path, services)).split("[.\\[]");
        for (int i = 1; i < keys.length; i++) {
            Kind kind = keys[i].equals("deploy") ? ofDeploy(keys, i) : BY_KEY.get(keys[i]);
            if (kind != null) {
                return kind;
            }
        }
        return null;
    }

    /** Returns where the longest name of a service ends in a path; the first part is one if none is known. */
    private static int endOfName(String path, Set<String> services) {
        int start = OF_SERVICE.length();
        int end = start;
        for (int dot = path.indexOf('.', start); dot > 0; dot = path.indexOf('.', dot + 1)) {
            if (services.contains(path.substring(start, dot))) {
                end = dot;
            }
        }
        return end;
    }

    /** Returns the kind of the longest known path below {@code deploy}. */
    private static @Nullable Kind ofDeploy(String[] keys, int deploy) {
        for (int end = Math.min(keys.length, deploy + 4); end > deploy + 1; end--) {
            Kind kind = BY_KEY.get(String.join(".", Arrays.copyOfRange(keys, deploy, end)));
            if (kind != null) {
                return kind;
            }
        }
        return null;
    }
}
