package dev.sild.model;

/**
 * What a component waits for before it is useful.
 *
 * @param on the component waited for
 * @param until what must have happened to it
 */
public record Wait(String on, Until until) {
  /** What must have happened to a component. */
  public enum Until {
    STARTED,
    HEALTHY,
    COMPLETED
  }
}
