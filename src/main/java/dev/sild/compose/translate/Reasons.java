package dev.sild.compose.translate;

/** Why Kubernetes has no place for an attribute of compose, where it has none. */
final class Reasons {
  private static final String CGROUP = "pods have no such setting of their control group: the kubelet makes it";
  private static final String ADDRESS = "a pod's address is the cluster network's to give";

  private Reasons() {}

  /** Returns the reason for the attribute at {@code path}, as the second half of a sentence; empty where none is known. */
  static String of(String path) {
    if (path.startsWith("networks.")) {
      return "pods are on the cluster's own network, which is not set up by those who use it";
    }
    if (path.startsWith("volumes.") || path.startsWith("secrets.") || path.startsWith("configs.")) {
      return path.contains("driver") ? "drivers and their options are the engine's: Kubernetes has storage classes" : "";
    }
    int dot = path.lastIndexOf('.');
    return switch (path.substring(dot + 1)) {
      case "blkio_config", "cgroup", "cgroup_parent", "cpu_rt_period", "cpu_rt_runtime", "cpu_shares", "cpuset",
          "mem_swappiness", "memswap_limit", "oom_kill_disable", "oom_score_adj", "cpu_count", "cpu_percent" -> CGROUP;
      case "pids", "pids_limit" -> "the kubelet limits the processes of all its pods (podPidsLimit)";
      case "ulimits" -> "pods have no limits of their own: the container engine of the node has";
      case "devices", "device_cgroup_rules" -> "a pod gets devices from a device plugin of the cluster, by a resource's name";
      case "ipv4_address", "ipv6_address", "link_local_ips", "mac_address" -> ADDRESS;
      case "priority", "gw_priority", "interface_name", "driver_opts" -> "the network of a pod is not set up by the pod";
      case "domainname" -> "a pod's domain is its Service's";
      case "external_links" -> "containers outside the project are not known here";
      case "isolation", "credential_spec" -> "it is for Windows containers of a container engine";
      case "stop_signal" -> "only newer clusters let a pod choose its signal, and not by default";
      case "storage_opt" -> "the container engine of the node has it";
      case "uts" -> "a pod has a host name of its own";
      case "volumes_from" -> "the mounts of another service are not taken over yet";
      case "selinux", "recursive" -> "the node's engine decides how it mounts";
      case "delay", "window" -> "Kubernetes waits longer after each failure by itself, up to five minutes";
      case "failure_action", "max_failure_ratio", "monitor", "rollback_config" ->
          "a Deployment stops a failing roll-out and is not rolled back by itself";
      case "mode" -> path.contains("tmpfs") ? "the kubelet makes it writable to all" : "";
      case "max_replicas_per_node" -> "pods are spread by topology, not counted by node";
      case "generic_resources" -> "they are resources of swarm nodes";
      case "use_api_socket" -> "a pod is not given the engine's socket";
      case "models", "provider" -> "it is not run by Kubernetes";
      default -> "";
    };
  }
}
