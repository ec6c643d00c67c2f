package dev.sild.operator;

import dev.sild.stack.Permissions;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Reads the operator's settings as the operator does. */
public final class SettingsReader {
  private SettingsReader() {}

  /** Returns what an operator with these variables in its environment allows the authors of stacks. */
  public static Permissions permissions(Map<String, String> environment) {
    return StackPermissions.of(new SmallRyeConfigBuilder().withMapping(Settings.class)
        .withSources(new EnvConfigSource(environment, 300)).build().getConfigMapping(Settings.class));
  }
}
