package dev.sild.model;

import java.util.List;

/**
 * A name under which components are found by each other.
 *
 * @param dnsName the name, a DNS label
 * @param components who answers to it; several take turns
 * @param ports the ports that can be reached through it
 * @param headless whether the name resolves to the pods themselves and not to one stable address
 * @param publishNotReady whether pods are found before they are ready
 */
public record Endpoint(
    String dnsName, List<String> components, List<Port> ports, boolean headless, boolean publishNotReady) {
  public Endpoint {
    components = List.copyOf(components);
    ports = List.copyOf(ports);
  }
}
