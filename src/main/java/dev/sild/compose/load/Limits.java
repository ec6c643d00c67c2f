package dev.sild.compose.load;

/**
 * How much input is read before it is refused: a hostile file must end in an error, not in an exhausted machine.
 *
 * @param fileBytes the size of one compose, env or label file, in bytes
 * @param depth how deep mappings and sequences may be nested
 * @param nodes how many values one compose file may hold, each alias counted as all that it stands for
 * @param chain how many files may include each other, and how many services extend each other, one after the other
 * @param files how many compose files one project may read, through {@code include} and {@code extends} too
 */
public record Limits(int fileBytes, int depth, int nodes, int chain, int files) {
  /** What the command line uses: 16 MiB a file, 100 levels, a million values, chains of 100, a thousand files. */
  public static final Limits DEFAULT = new Limits(16 << 20, 100, 1_000_000, 100, 1_000);
}
