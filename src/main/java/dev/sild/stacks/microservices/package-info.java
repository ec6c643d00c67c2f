/**
 * A MicroserviceStack's description translated to an application: a web UI and a gateway, services behind them, of
 * which each has a database of its own, and nobody open to anybody but those who say that they call.
 *
 * <p>Pure: no client, clock, environment, file or chance. What becomes a Kubernetes object is decided in
 * {@code kubernetes}.
 */
package dev.sild.stacks.microservices;
