package dev.sild.compose.translate;

import dev.sild.images.ImageFacts;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Pod;
import dev.sild.model.Pod.Dns;
import dev.sild.model.Security;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What belongs to the pod rather than to its container: names, namespaces of the node, DNS, groups, time to end. */
final class PodSettings {
  private PodSettings() {}

  static Pod of(Attribute service, Security security, List<Mount> mounts, Optional<ImageFacts> image) {
    boolean hostNetwork = hostNetwork(service.get("network_mode"));
    String hostname = service.get("hostname").string();
    return new Pod(
        Names.isLabel(hostname) ? hostname : "",
        "",
        hostNetwork,
        node(service.get("pid")),
        node(service.get("ipc")),
        false,
        hostUsers(service.get("userns_mode")),
        hostAliases(service.get("extra_hosts")),
        dns(service),
        sysctls(service.get("sysctls"), hostNetwork),
        fsGroup(security, mounts, image),
        groups(service.get("group_add")),
        grace(service.get("stop_grace_period")),
        runtimeClass(service.get("runtime")),
        List.of());
  }

  private static boolean hostNetwork(Attribute mode) {
    String text = mode.string();
    switch (text) {
      case "", "host", "bridge", "default", Isolation.NO_NETWORK -> { }
      default -> mode.found(Code.NOT_CARRIED, "the network of another container is not shared: '" + text
          + "' and what stands for it get a pod each", "");
    }
    return text.equals("host");
  }

  private static String runtimeClass(Attribute runtime) {
    if (runtime.present()) {
      runtime.note(Code.APPROXIMATED, "the cluster must have a RuntimeClass '" + runtime.string() + "'", "");
    }
    return runtime.string();
  }

  private static boolean node(Attribute namespace) {
    String mode = namespace.string();
    if (!mode.isEmpty() && !mode.equals("host") && !mode.equals("private") && !mode.equals("shareable")) {
      namespace.found(Code.NOT_CARRIED, "namespaces of another service are not shared yet", "");
    }
    return mode.equals("host");
  }

  private static Optional<Boolean> hostUsers(Attribute mode) {
    String text = mode.string();
    return text.isEmpty() || text.equals("host") ? Optional.empty() : Optional.of(false);
  }

  /** Names by address; compose prints {@code name=address} and also takes {@code name:address}. */
  private static Map<String, List<String>> hostAliases(Attribute hosts) {
    Map<String, List<String>> byAddress = new LinkedHashMap<>();
    for (Attribute host : hosts.items()) {
      String text = host.string();
      int separator = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
      String name = separator < 0 ? text : text.substring(0, separator);
      String address = separator < 0 ? "" : text.substring(separator + 1).replace("[", "").replace("]", "");
      if (!isAddress(address)) {
        host.found(Code.NOT_CARRIED, "'" + address + "' is no address that a pod knows", "give the address as a number");
      } else if (!MetadataKeys.isSubdomain(name)) {
        host.found(Code.NOT_CARRIED, "Kubernetes allows no host name '" + name + "'", "");
      } else {
        byAddress.computeIfAbsent(address, key -> new ArrayList<>()).add(name);
      }
    }
    hosts.entries().forEach((name, address) -> {
      if (isAddress(address.string()) && MetadataKeys.isSubdomain(name)) {
        byAddress.computeIfAbsent(address.string(), key -> new ArrayList<>()).add(name);
      } else {
        address.found(Code.NOT_CARRIED, "no address that a pod knows, or no host name that Kubernetes allows", "");
      }
    });
    return byAddress;
  }

  private static boolean isAddress(String text) {
    if (text.indexOf(':') >= 0) {
      return text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(Character::isDigit)
          || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Dns> dns(Attribute service) {
    Dns dns = new Dns(service.get("dns").strings(), service.get("dns_search").strings(),
        service.get("dns_opt").strings());
    return dns.servers().isEmpty() && dns.searches().isEmpty() && dns.options().isEmpty()
        ? Optional.empty() : Optional.of(dns);
  }

  private static Map<String, String> sysctls(Attribute sysctls, boolean hostNetwork) {
    Map<String, String> values = new LinkedHashMap<>();
    sysctls.entries().forEach((name, value) -> {
      if (hostNetwork && name.startsWith("net.")) {
        value.found(Code.NOT_CARRIED, "a pod on the node's network cannot set the node's " + name, "set it on the nodes");
      } else if (!isNamespaced(name)) {
        value.found(Code.NOT_CARRIED, name + " is the node's own, and a pod cannot set it", "set it on the nodes");
      } else {
        if (!isSafe(name)) {
          value.note(Code.APPROXIMATED, "nodes refuse the unsafe " + name + " unless they are told to allow it",
              "allow it with the kubelet's --allowed-unsafe-sysctls");
        }
        values.put(name, value.string());
      }
    });
    return values;
  }

  private static boolean isNamespaced(String name) {
    return name.startsWith("net.") || name.startsWith("kernel.shm") || name.startsWith("kernel.msg")
        || name.equals("kernel.sem") || name.startsWith("fs.mqueue.");
  }

  private static boolean isSafe(String name) {
    return switch (name) {
      case "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes" -> true;
      default -> false;
    };
  }

  /** A process that is not root can write to a fresh claim only as a member of the group that owns it. */
  private static Optional<Long> fsGroup(Security security, List<Mount> mounts, Optional<ImageFacts> image) {
    if (mounts.stream().noneMatch(mount -> mount.source() instanceof Mount.OfVolume)) {
      return Optional.empty();
    }
    if (security.user().isPresent()) {
      long user = security.user().get();
      return user == 0 ? Optional.empty() : Optional.of(security.group().filter(group -> group != 0).orElse(user));
    }
    return image.filter(ImageFacts::runsAsNonRoot)
        .flatMap(facts -> facts.gid().filter(group -> group != 0).or(facts::uid));
  }

  private static List<Long> groups(Attribute groups) {
    List<Long> ids = new ArrayList<>();
    for (Attribute group : groups.items()) {
      Optional<Long> id = group.number();
      if (id.isPresent()) {
        ids.add(id.get());
      } else {
        group.found(Code.USER_BY_NAME, "only the image knows the number of the group '" + group.string() + "'",
            "give the number");
      }
    }
    return ids;
  }

  private static Optional<Long> grace(Attribute period) {
    return Quantities.millis(period.string()).map(millis -> (long) Quantities.seconds(millis, 0));
  }
}
