/**
 * A WebStack's description translated to an application: nginx in front of an api, redis and postgres behind it, with
 * the configuration and the scripts that they run with.
 *
 * <p>Pure: no client, clock, environment, file or chance. What becomes a Kubernetes object is decided in
 * {@code kubernetes}.
 */
package dev.sild.webstack;
