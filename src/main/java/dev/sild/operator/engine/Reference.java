package dev.sild.operator.engine;

import dev.sild.kubernetes.RenderOptions;

/**
 * A Secret or ConfigMap that the user made and a stack reads.
 *
 * @param secret whether it is a Secret
 * @param name its name, in the stack's namespace
 */
public record Reference(boolean secret, String name) {
  /** Returns a Secret's. */
  public static Reference secret(String name) {
    return new Reference(true, name);
  }

  /** Returns a ConfigMap's. */
  public static Reference configMap(String name) {
    return new Reference(false, name);
  }

  /** Returns the name by which translations ask for its identity. */
  String identityName() {
    return secret ? name : RenderOptions.identityOfConfigMap(name);
  }

  ChildKind kind() {
    return secret ? ChildKind.SECRET : ChildKind.CONFIG_MAP;
  }
}
