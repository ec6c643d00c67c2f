/**
 * A WebStack's description translated to an application: nginx in front of an api, redis and postgres behind it. How
 * these are run is known in {@code programs}; here the user's words become its settings.
 *
 * <p>Pure: no client, clock, environment, file or chance. What becomes a Kubernetes object is decided in
 * {@code kubernetes}.
 */
package dev.sild.stacks.web;
