package dev.sild.compose.translate;

import dev.sild.model.Names;
import dev.sild.model.Network;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which services share a network, where that keeps others out. */
final class Isolation {
  /** The network mode of what has no network. */
  static final String NO_NETWORK = "none";

  private Isolation() {}

  /** Returns the networks that restrict who may talk to whom; none where nothing is restricted. */
  static List<Network> of(
      Attribute root, Map<String, Attribute> services, ServiceNames names, TranslateOptions.Isolation when) {
    Map<String, List<String>> members = new LinkedHashMap<>();
    services.forEach((service, attribute) -> {
      Attribute networks = attribute.get("networks");
      networks.entries().forEach((network, settings) -> {
        members.computeIfAbsent(network, key -> new ArrayList<>()).add(names.component(service));
        // Deals with settings that say nothing.
        settings.entries();
      });
    });
    List<Network> networks = new ArrayList<>();
    boolean internal = false;
    for (Map.Entry<String, Attribute> declared : root.get("networks").entries().entrySet()) {
      Attribute network = declared.getValue();
      network.get("name").done();
      driver(network.get("driver"));
      boolean isInternal = network.get("internal").bool();
      if (network.get("external").bool() && members.containsKey(declared.getKey())) {
        network.found(Code.NOT_CARRIED, "what else is on the external network '" + declared.getKey()
            + "' is not known here: only this project's services share it", "");
      }
      List<String> joined = members.remove(declared.getKey());
      if (joined != null) {
        internal |= isInternal;
        networks.add(new Network(Names.label(declared.getKey()), isInternal, joined));
      }
    }
    members.forEach((name, joined) -> networks.add(new Network(Names.label(name), false, joined)));
    for (Map.Entry<String, Attribute> service : services.entrySet()) {
      Attribute mode = service.getValue().get("network_mode");
      if (mode.string().equals(NO_NETWORK)) {
        internal = true;
        String component = names.component(service.getKey());
        networks.add(new Network(Names.label(component, "alone"), true, List.of(component)));
        mode.note(when == TranslateOptions.Isolation.NEVER ? Code.NOT_CARRIED : Code.APPROXIMATED,
            "every pod has a network: "
                + (when == TranslateOptions.Isolation.NEVER ? "nothing keeps others out of this one"
                    : "a policy keeps this one to itself, but for DNS"), "");
      }
    }
    boolean restricts = when == TranslateOptions.Isolation.ALWAYS
        || (when == TranslateOptions.Isolation.AUTO && (networks.size() > 1 || internal));
    return restricts ? networks : List.of();
  }

  /** A cluster's own network is one of all its nodes already, and reaches the world: only others are missed. */
  private static void driver(Attribute driver) {
    switch (driver.string()) {
      case "", "bridge", "default", "nat" -> { }
      case "overlay" -> driver.found(Code.NODE_LEVEL, "a cluster's network spans its nodes by itself", "");
      default -> driver.found(Code.NOT_CARRIED, "a pod has one network, the cluster's: there is none of the driver '"
          + driver.string() + "'", "");
    }
  }
}
