package dev.sild.programs;

import dev.sild.model.Container.Env;
import java.util.List;

/**
 * How the container runs that gives a server's numbers to Prometheus.
 *
 * @param port where it gives them
 * @param user the numeric user id that its image names
 * @param args its arguments
 * @param env its environment
 */
public record Sidecar(int port, long user, List<String> args, List<Env> env) {}
