package dev.sild.compose.translate;

import dev.sild.model.Exposure;
import dev.sild.model.Port;
import dev.sild.model.Port.Protocol;
import dev.sild.model.Port.Source;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ports of one service: those it publishes and exposes, and those that were found. */
final class Ports {
  /** A published port: where it leads, and the host's address it is bound to (empty for all). */
  record Publication(Exposure.Published published, String address) {
    boolean loopback() {
      return address.startsWith("127.") || address.equals("::1") || address.equals("localhost");
    }
  }

  private final List<Port> ports = new ArrayList<>();
  private final List<Publication> publications = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private Ports() {}

  /** Reads {@code ports} and {@code expose}. */
  static Ports of(Attribute service) {
    Ports ports = new Ports();
    service.get("ports").items().forEach(ports::readPublished);
    service.get("expose").items().forEach(ports::readExposed);
    return ports;
  }

  private void readPublished(Attribute attribute) {
    Optional<Long> target = attribute.get("target").number();
    if (target.isEmpty()) {
      attribute.found(Code.NOT_CARRIED, "the port has no number of the container's", "");
      return;
    }
    Port port = add(new Port(target.get().intValue(), protocol(attribute.get("protocol").string()),
        portName(attribute.get("name")), attribute.get("app_protocol").string(), Source.DECLARED));
    String published = attribute.get("published").string();
    String address = attribute.get("host_ip").string();
    if (attribute.get("mode").string().equals("host")) {
      attribute.get("mode").found(Code.APPROXIMATED, "a port of the node itself is opened like any other", "");
    }
    // Without a number compose takes any free one: the container's own is as good. Of a range it takes a free one.
    int dash = published.indexOf('-');
    int number = published.isEmpty() ? port.number()
        : Integer.parseInt(dash < 0 ? published : published.substring(0, dash));
    publications.add(new Publication(
        new Exposure.Published(number == 0 ? port.number() : number, port), address.equals("0.0.0.0") ? "" : address));
  }

  private void readExposed(Attribute attribute) {
    String text = attribute.string();
    int slash = text.indexOf('/');
    String range = slash < 0 ? text : text.substring(0, slash);
    Protocol protocol = protocol(slash < 0 ? "" : text.substring(slash + 1));
    int dash = range.indexOf('-');
    try {
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
      for (int number = first; number <= last; number++) {
        add(Port.of(number, protocol, Source.DECLARED));
      }
    } catch (NumberFormatException e) {
      attribute.found(Code.NOT_CARRIED, "'" + text + "' is no port", "");
    }
  }

  /** Adds a port unless it is there, and returns the one that is. */
  Port add(Port port) {
    for (Port known : ports) {
      if (known.sameAs(port)) {
        return known;
      }
    }
    Port named = !port.name().isEmpty() && !names.add(port.name())
        ? new Port(port.number(), port.protocol(), "", port.appProtocol(), port.source())
        : port;
    ports.add(named);
    return named;
  }

  /** Adds a port that nobody declares, and says so; {@code from} names what it was found in. */
  void found(Attribute service, Port port, String from) {
    if (ports.stream().noneMatch(port::sameAs)) {
      add(port);
      service.note(Code.PORT_FOUND, "port " + port.number()
          + (port.protocol() == Protocol.TCP ? "" : "/" + port.protocol().name().toLowerCase(Locale.ROOT))
          + " is not in the compose file; it was found in " + from, "");
    }
  }

  List<Port> all() {
    return List.copyOf(ports);
  }

  List<Publication> publications() {
    return List.copyOf(publications);
  }

  /** Returns the published ports that are not bound to the loopback address, by the address they are bound to. */
  Map<String, List<Exposure.Published>> byAddress() {
    Map<String, List<Exposure.Published>> byAddress = new LinkedHashMap<>();
    for (Publication publication : publications) {
      byAddress.computeIfAbsent(publication.address(), address -> new ArrayList<>()).add(publication.published());
    }
    return byAddress;
  }

  private static Protocol protocol(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "udp" -> Protocol.UDP;
      case "sctp" -> Protocol.SCTP;
      default -> Protocol.TCP;
    };
  }

  /** Returns a port's name as Kubernetes allows it: at most 15 of a-z, 0-9 and '-', with a letter; else none. */
  private static String portName(Attribute attribute) {
    String name = attribute.string();
    StringBuilder legal = new StringBuilder();
    boolean letter = false;
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean isLetter = c >= 'a' && c <= 'z';
      letter |= isLetter;
      boolean good = isLetter || (c >= '0' && c <= '9');
      if (good || (legal.length() > 0 && legal.charAt(legal.length() - 1) != '-')) {
        legal.append(good ? c : '-');
      }
    }
    legal.setLength(Math.min(legal.length(), 15));
    while (legal.length() > 0 && legal.charAt(legal.length() - 1) == '-') {
      legal.setLength(legal.length() - 1);
    }
    // What looks like a name made of a number is left to the port of that number.
    return letter && !legal.toString().matches("(port|udp|sctp)-[0-9]+") ? legal.toString() : "";
  }
}
