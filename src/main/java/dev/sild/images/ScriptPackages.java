package dev.sild.images;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What installs the packages of JavaScript in the build of an image: the program that locked their versions. */
final class ScriptPackages {
    private static final String NODE = "node";
    private static final Pattern BUN = Pattern.compile("(?:^|[^a-z])bun(?![a-z])");

    /** Versions of Node.js whose images have Corepack; older ones lack it, and newer ones no longer have it. */
    private static final Pattern WITH_COREPACK = Pattern.compile("(?:1[6-9]|2[0-4])(?![0-9]).*");

    /** Files that lock versions, and what installs these in an image of Node.js. */
    private static final List<Map.Entry<String, String>> LOCKS = List.of(
            Map.entry("package-lock.json", "npm install"),
            Map.entry("npm-shrinkwrap.json", "npm install"),
            Map.entry("yarn.lock", "yarn install"),
            Map.entry("pnpm-lock.yaml", "npx --yes pnpm install"),
            Map.entry("bun.lock", "npx --yes bun install"),
            Map.entry("bun.lockb", "npx --yes bun install"));

    private ScriptPackages() {}

    /**
     * Returns the command, given the image that the build starts from.
     *
     * @param beside whether a file of that name lies beside the list of packages
     */
    static String command(ImageReference base, Predicate<String> beside, String otherwise) {
        if (BUN.matcher(base.lastSegment()).find()) {
            return "bun install";
        }
        String command = LOCKS.stream()
                .filter(lock -> beside.test(lock.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
        boolean corepack = base.lastSegment().equals(NODE)
                && base.tag()
                        .filter(tag -> WITH_COREPACK.matcher(tag).matches())
                        .isPresent();
        return corepack ? command.replace("npx --yes pnpm", "corepack enable && pnpm") : command;
    }
}
