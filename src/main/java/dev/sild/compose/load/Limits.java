package dev.sild.compose.load;

import dev.sild.yaml.YamlLimits;

/**
 * How much input is read before it is refused: a hostile project must end in an error, not in an exhausted machine.
 *
 * @param file how large and deep one compose file may be; env and label files are no larger
 * @param chain how many files may include each other, and how many services extend each other, one after the other
 * @param files how many compose files one project may read, through {@code include} and {@code extends} too
 */
public record Limits(YamlLimits file, int chain, int files) {
  /** What the command line uses: chains of 100, a thousand files. */
  public static final Limits DEFAULT = new Limits(YamlLimits.DEFAULT, 100, 1_000);
}
