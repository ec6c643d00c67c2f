package dev.sild.compose.translate;

import dev.sild.model.Endpoint;
import dev.sild.model.Names;
import dev.sild.model.Port;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The names under which services find each other: a service's own, its aliases, its links', its container's and its
 * host's. A name that Kubernetes forbids is made legal; see {@link ChangedNames} for where it stands as a host. One that
 * leads to the legal one as it is written stays so.
 */
final class ServiceNames {
  private final Map<String, String> components = new LinkedHashMap<>();
  private final Set<String> ownNames = new HashSet<>();
  private final Set<String> hostNames = new HashSet<>();
  private final Map<String, Set<String>> answering = new LinkedHashMap<>();
  private final ChangedNames changed;
  private final NameScopes scopes = new NameScopes();
  private final Set<String> roundRobin = new LinkedHashSet<>();
  private final Map<String, List<Forbidden>> forbidden = new LinkedHashMap<>();

  /** A further name of a service that Kubernetes forbids. */
  private record Forbidden(String service, Set<String> networks, Attribute where) {}

  private ServiceNames(boolean caseBlind) {
    changed = new ChangedNames(caseBlind);
  }

  /** Returns the names of services where each is found by its very letters. */
  static ServiceNames of(Map<String, Attribute> services) {
    return of(services, false);
  }

  /**
   * Returns the names of services.
   *
   * @param caseBlind whether what finds them does not tell capitals from small letters: DNS does not (<a
   *     href="https://www.rfc-editor.org/rfc/rfc4343">RFC 4343</a>), in a cluster or podman's, but the hosts file of one pod may
   */
  static ServiceNames of(Map<String, Attribute> services, boolean caseBlind) {
    ServiceNames names = new ServiceNames(caseBlind);
    // A name that is legal keeps its service, wherever an illegal one that would become it stands in the file.
    services.keySet().stream().filter(Names::isLabel).forEach(names.ownNames::add);
    services.values().forEach(service -> names.hostNames.add(service.get("hostname").string()));
    Map<String, Set<String>> called = called(services);
    Set<String> taken = new HashSet<>(called.keySet());
    taken.addAll(names.ownNames);
    for (String service : services.keySet()) {
      String legal = Names.label(service);
      boolean itsOwn = service.equals(legal)
          || (!names.ownNames.contains(legal) && called.getOrDefault(legal, Set.of(service)).equals(Set.of(service)));
      String component = itsOwn ? legal : Names.unique(service, taken);
      taken.add(component);
      names.ownNames.add(component);
      names.components.put(service, component);
    }
    services.forEach((service, attribute) -> {
      String component = names.component(service);
      names.answer(component, component, networks(attribute), attribute);
      if (attribute.get("deploy").get("endpoint_mode").string().equals("dnsrr") || KomposeLabels.of(attribute).headless()) {
        names.roundRobin.add(component);
      }
      if (!component.equals(service) && names.changed.put(service, component)) {
        attribute.note(Code.NAME_AS_WRITTEN, foundAsWritten(service, component), "");
      } else if (!component.equals(service)) {
        attribute.note(Code.NAME_CHANGED, "Kubernetes allows no name '" + service + "': it becomes '" + component + "'",
            "rename the service to '" + component + "'");
      }
    });
    services.forEach(names::readFurtherNames);
    names.makeLegal();
    Set<String> meaningful = names.hosts().stream().map(names.changed::folded).collect(Collectors.toSet());
    services.forEach((service, attribute) -> names.readHostName(service, attribute.get("hostname"), meaningful));
    names.makeLegal();
    names.scopes.report();
    return names;
  }

  private static String foundAsWritten(String name, String legal) {
    return "'" + name + "' is found as it is written, since DNS knows no capitals; in the manifests it is '" + legal + "'";
  }

  /** Returns what services are called besides their own names, each with those that are called so by anybody. */
  private static Map<String, Set<String>> called(Map<String, Attribute> services) {
    Map<String, Set<String>> called = new HashMap<>();
    BiConsumer<String, String> add = (name, who) -> called.computeIfAbsent(name, key -> new HashSet<>()).add(who);
    services.forEach((service, attribute) -> {
      add.accept(attribute.get("container_name").string(), service);
      add.accept(attribute.get("hostname").string(), service);
      attribute.get("networks").entries().values()
          .forEach(settings -> settings.get("aliases").items().forEach(alias -> add.accept(alias.string(), service)));
      attribute.get("links").items().stream().map(Attribute::string).filter(link -> link.indexOf(':') >= 0)
          .forEach(link -> add.accept(link.substring(link.indexOf(':') + 1), link.substring(0, link.indexOf(':'))));
    });
    return called;
  }

  /** Returns the networks that a service's own names can be used on. */
  private static Set<String> networks(Attribute service) {
    String mode = service.get("network_mode").string();
    return mode.isEmpty() ? service.get("networks").entries().keySet() : Set.of(mode);
  }

  private void readFurtherNames(String service, Attribute attribute) {
    Attribute containerName = attribute.get("container_name");
    if (containerName.present()) {
      further(service, containerName.string(), networks(attribute), containerName);
    }
    attribute.get("networks").entries().forEach((network, settings) -> settings.get("aliases").items()
        .forEach(alias -> further(service, alias.string(), Set.of(network), alias)));
    for (Attribute link : attribute.get("links").items()) {
      String text = link.string();
      int colon = text.indexOf(':');
      String target = colon < 0 ? text : text.substring(0, colon);
      String alias = text.substring(colon + 1);
      if (components.containsKey(target) && !alias.equals(component(target))) {
        // A link is a name that only the service with the link can use.
        further(target, alias, Set.of(link.origin().path()), link);
      }
    }
  }

  /** Compose itself resolves no host names: one that means something else leads to that alone. */
  private void readHostName(String service, Attribute hostname, Set<String> meaningful) {
    if (hostname.string().indexOf('.') >= 0) {
      hostname.found(Code.NAME_UNRESOLVABLE, "no Service can be called '" + hostname.string()
          + "': in the cluster the service is found as '" + component(service) + "' only", "");
    } else if (hostname.present() && !meaningful.contains(changed.folded(hostname.string()))) {
      further(service, hostname.string(), Set.of(), hostname);
    } else if (hostname.present() && !Names.isLabel(hostname.string())) {
      reportHostName(service, hostname);
    }
  }

  private void reportHostName(String service, Attribute hostname) {
    String legal = hostName(service, hostname.string());
    hostname.found(Code.NAME_CHANGED, "Kubernetes allows no host name '" + hostname.string() + "': the pod calls itself "
        + (legal.isEmpty() ? "by its own name" : "'" + legal + "'"), "");
  }

  /** Returns what the pod of {@code service} calls itself: its host name made legal, unless that means somebody else. */
  String hostName(String service, String hostname) {
    if (hostname.isEmpty() || Names.isLabel(hostname)) {
      return hostname;
    }
    String legal = legalHostName(hostname);
    Set<String> own = Set.of(component(service));
    return answering.getOrDefault(legal, own).equals(own) ? legal : "";
  }

  /** Returns what a host name becomes: of one with dots the first part, which is all that programs show of it. */
  private String legalHostName(String hostname) {
    int dot = hostname.indexOf('.');
    return dot > 0 ? Names.label(hostname.substring(0, dot)) : changed.all().getOrDefault(hostname, Names.label(hostname));
  }

  /** Lets {@code service} answer to one more name; what is no label waits until all labels are known. */
  private void further(String service, String name, Set<String> networks, Attribute where) {
    String component = component(service);
    if (Names.isLabel(name)) {
      answer(name, component, networks, where);
    } else if (components.containsKey(name)) {
      answer(component(name), component, networks, where);
      if (changed.isAsWritten(name, component(name))) {
        where.found(Code.NAME_AS_WRITTEN, foundAsWritten(name, component(name)), "");
        return;
      }
      where.found(Code.NAME_CHANGED, "Kubernetes allows no name '" + name + "': it becomes '" + component(name)
          + "', as the service's", "");
    } else {
      forbidden.computeIfAbsent(name, key -> new ArrayList<>()).add(new Forbidden(service, networks, where));
    }
  }

  private void makeLegal() {
    forbidden.forEach(this::makeLegal);
    forbidden.clear();
  }

  /**
   * Finds a legal name for a forbidden one: one of its own, or the service's, which is enough for a dotted name of one
   * service whose name leads to no other.
   */
  private void makeLegal(String name, List<Forbidden> all) {
    String first = component(all.get(0).service());
    String legal = Names.label(name);
    boolean free = !ownNames.contains(legal) && !answering.containsKey(legal) && !hostNames.contains(legal);
    boolean enough = name.indexOf('.') >= 0 && answering.get(first).size() == 1
        && all.stream().allMatch(each -> each.service().equals(all.get(0).service()));
    boolean own = free && !enough;
    String found = own ? legal : first;
    boolean kept = changed.put(name, found);
    for (Forbidden each : all) {
      String component = component(each.service());
      if (own) {
        answer(legal, component, each.networks(), each.where());
      }
    }
    for (Forbidden each : all) {
      String component = component(each.service());
      boolean leadsHere = own || answering.get(found).equals(Set.of(component));
      if (leadsHere && kept && each.where().segment().equals("hostname")) {
        reportHostName(each.service(), each.where());
      } else if (leadsHere && kept) {
        each.where().found(Code.NAME_AS_WRITTEN, foundAsWritten(name, found), "");
      } else if (leadsHere) {
        each.where().found(Code.NAME_CHANGED, "Kubernetes allows no name '" + name + "' here: others find the service as '"
            + found + "'", "use '" + found + "' in what connects to it");
      } else {
        each.where().found(Code.NAME_AMBIGUOUS, "'" + name + "' means several services, and leads to '" + found
            + "' alone in the cluster", "give each a name of its own");
      }
    }
  }

  private void answer(String name, String component, Set<String> networks, Attribute where) {
    scopes.add(name, component, networks, where);
    answering.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(component);
  }

  /** Returns the component of a service. */
  String component(String service) {
    return components.get(service);
  }

  /** Returns every name that stands for a service, legal or not. */
  Set<String> hosts() {
    Set<String> hosts = new LinkedHashSet<>(components.keySet());
    hosts.addAll(answering.keySet());
    hosts.addAll(changed.names());
    return hosts;
  }

  /** Returns the components that answer to a host name. */
  Set<String> answering(String host) {
    return answering.getOrDefault(changed.legal(host), Set.of());
  }

  /** Whether a host name leads to somebody who is none of {@code components}. */
  boolean meansAnother(String host, Collection<String> components) {
    return !components.containsAll(answering(host));
  }

  /** Returns the names that had to be changed. */
  ChangedNames changed() {
    return changed;
  }

  /**
   * Returns the endpoints, given each component's ports.
   *
   * @param peers components that must be found before they are ready, since they become ready by finding each other
   */
  List<Endpoint> endpoints(Map<String, List<Port>> ports, Set<String> peers) {
    List<Endpoint> endpoints = new ArrayList<>();
    answering.forEach((name, who) -> {
      List<Port> reachable = new ArrayList<>();
      for (String component : who) {
        for (Port port : ports.getOrDefault(component, List.of())) {
          if (reachable.stream().noneMatch(port::sameAs)) {
            reachable.add(port);
          }
        }
      }
      boolean headless = reachable.isEmpty() || roundRobin.containsAll(who);
      boolean alias = !ownNames.contains(name);
      endpoints.add(new Endpoint(name, List.copyOf(who), reachable, headless,
          headless || alias || who.stream().anyMatch(peers::contains)));
    });
    return endpoints;
  }
}
