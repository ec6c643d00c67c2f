package dev.sild.model;

import java.util.List;

/**
 * Ports of a component that are opened to the world outside.
 *
 * @param component whose ports
 * @param kind by what means
 * @param ports which ports
 */
public record Exposure(String component, Kind kind, List<Published> ports) {

  /**
   * A published port.
   *
   * @param number the port seen from outside
   * @param target the port of the container
   */
  public record Published(int number, Port target) {}

  /** By what means ports are opened. */
  public sealed interface Kind {}

  /** By nothing of its own: whoever may use the cluster's API can forward the port to themselves. */
  public record PortForward() implements Kind {}

  /** On the machine the container runs on, at one address or (empty) all of them. */
  public record OnHost(String address) implements Kind {}

  /** A port of every node. */
  public record NodePort() implements Kind {}

  /** An address of its own, from the cluster's load balancer. */
  public record LoadBalancer() implements Kind {}

  /** HTTP by host name, through an ingress controller; {@code tlsSecret} and {@code className} may be empty. */
  public record Ingress(String host, String tlsSecret, String className) implements Kind {}

  /** HTTP by host name, through a Gateway named {@code gateway} (or {@code namespace/gateway}). */
  public record Gateway(String host, String gateway) implements Kind {}

  public Exposure {
    ports = List.copyOf(ports);
  }

  /** Returns this exposure as one of another component. */
  public Exposure of(String otherComponent) {
    return new Exposure(otherComponent, kind, ports);
  }
}
