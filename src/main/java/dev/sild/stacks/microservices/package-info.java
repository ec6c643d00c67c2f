/**
 * Translates the description of a MicroserviceStack to an application: a web UI and a gateway, services behind them,
 * each with a database of its own; a component accepts connections only from those that declare that they call it.
 *
 * <p>Pure: no client, clock, environment, file or chance. What becomes a Kubernetes object is decided in
 * {@code kubernetes}.
 */
package dev.sild.stacks.microservices;
