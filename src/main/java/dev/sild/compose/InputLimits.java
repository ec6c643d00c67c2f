package dev.sild.compose;

import dev.sild.yaml.YamlLimits;

/**
 * How large a project may be before it is refused: a hostile one must end in an error, not in an exhausted machine.
 * Each limit is far above what projects need, and each error names the limit that it is about. {@code docs/limits.md}
 * lists them.
 *
 * @param file the maximum size and depth of one compose file; env and label files may not be larger either
 * @param bytes the size of all compose, env and label files of a project together, in bytes
 * @param files how many compose files and documents one project may read, through {@code include} and {@code extends}
 *     too
 * @param chain how many files may include each other, and how many services extend each other, one after the other
 * @param dependencies how many services may depend on each other, one after the other: with {@code depends_on}, and
 *     with what implies it (links, shared namespaces and volumes)
 * @param text how many characters the variables of a project may expand to
 * @param values how many values a project may have, each counted again in every file and service it is merged into
 * @param ports how many ports a project may publish and expose, each port of a range counted
 * @param path how many characters a path may have, as in Linux
 * @param containers how many containers may share one pod
 * @param mounts how many mounts services may take over with {@code volumes_from}
 * @param bundleFiles how many files a mounted folder may have that travels with the manifests
 * @param bundleDepth how deep folders may be nested in it
 * @param bundleBytes the size of all files that are read in mounted folders, in bytes; and as much for files that are
 *     mounted by themselves
 */
public record InputLimits(
        YamlLimits file,
        int bytes,
        int files,
        int chain,
        int dependencies,
        int text,
        int values,
        int ports,
        int path,
        int containers,
        int mounts,
        int bundleFiles,
        int bundleDepth,
        int bundleBytes) {
    /** What the command line uses. */
    public static final InputLimits DEFAULT = new InputLimits(
            YamlLimits.DEFAULT,
            64 << 20,
            1_000,
            100,
            1_000,
            8 << 20,
            500_000,
            65_536,
            4_096,
            250,
            20_000,
            1_000,
            50,
            64 << 20);
}
