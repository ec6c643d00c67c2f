package dev.sild.stack;

import dev.sild.kubernetes.RenderOptions;
import dev.sild.model.Application;
import java.util.List;
import java.util.Set;

/**
 * A stack as it should be, before it becomes objects.
 *
 * @param application what runs; its name is the stack's
 * @param options how it is rendered
 * @param seeds the Secrets that are generated once
 * @param kept the names of the volumes and seeds that outlive the stack, and their component's removal from it
 * @param needs the kinds of others that the objects are of
 */
public record Stack(
    Application application,
    RenderOptions options,
    List<SecretSeed> seeds,
    Set<String> kept,
    Set<Capability> needs) {

  public Stack {
    seeds = List.copyOf(seeds);
    kept = Set.copyOf(kept);
    needs = Set.copyOf(needs);
  }
}
