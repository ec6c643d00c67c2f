package dev.sild.yaml;

/**
 * How much YAML is read before it is refused: a hostile file must end in an error, not in an exhausted machine.
 *
 * @param bytes the maximum size of one file, in bytes; for the code that reads the file
 * @param depth how deep mappings and sequences may be nested
 * @param nodes the maximum number of values in one file, each alias counted as all the values that it refers to
 * @param key how many characters a key may have
 */
public record YamlLimits(int bytes, int depth, int nodes, int key) {
    /** What the command line uses: 16 MiB, 100 levels, a million values, keys of 4,096 characters. */
    public static final YamlLimits DEFAULT = new YamlLimits(16 << 20, 100, 1_000_000, 4_096);
}
