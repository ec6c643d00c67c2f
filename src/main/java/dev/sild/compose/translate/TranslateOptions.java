package dev.sild.compose.translate;

import dev.sild.model.Health;
import java.util.Optional;

/**
 * What the user wants besides what the compose files say.
 *
 * @param expose how published ports are opened to the world outside
 * @param host the host name of what is exposed by HTTP; empty for none
 * @param tlsSecret the Secret with the certificate of an Ingress; empty for none
 * @param ingressClass the class of an Ingress; empty for the cluster's default
 * @param gateway the Gateway ({@code name} or {@code namespace/name}) that routes attach to
 * @param isolation when NetworkPolicies are made
 * @param health what a health check becomes; empty to leave it out
 */
public record TranslateOptions(
    Expose expose,
    String host,
    String tlsSecret,
    String ingressClass,
    String gateway,
    Isolation isolation,
    Optional<Health.Use> health) {

  /** Whether the application runs on this machine, played by podman. */
  public boolean podman() {
    return expose == Expose.HOST;
  }

  /** How published ports are opened. */
  public enum Expose {
    NONE,
    NODEPORT,
    LOADBALANCER,
    INGRESS,
    GATEWAY,
    /** On the machine itself: podman's way. */
    HOST
  }

  /** When NetworkPolicies are made. */
  public enum Isolation {
    /** Where the project has more than one network, or an internal one. */
    AUTO,
    ALWAYS,
    NEVER
  }
}
