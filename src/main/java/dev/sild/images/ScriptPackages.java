package dev.sild.images;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What installs the packages of JavaScript: the program that locked their versions. */
final class ScriptPackages {
    private static final String NODE = "node";
    private static final String BUN = "bun";
    private static final Pattern WITH_BUN = Pattern.compile("(?:^|[^a-z])bun(?![a-z])");

    /** Versions of Node.js whose images have Corepack; older ones lack it, and newer ones no longer have it. */
    private static final Pattern WITH_COREPACK = Pattern.compile("(?:1[6-9]|2[0-4])(?![0-9]).*");

    /** A list of packages that wants a version of Yarn which images of Node.js only have by Corepack. */
    private static final Pattern NEW_YARN =
            Pattern.compile("\"packageManager\"\\s{0,50}:\\s{0,50}\"yarn@(?:[2-9]|[1-9][0-9])\\D");

    private static final Lock WITHOUT = new Lock("", "npm install", "npm install");

    private static final List<Lock> LOCKS = List.of(
            new Lock("package-lock.json", "npm install", "npm ci"),
            new Lock("npm-shrinkwrap.json", "npm install", "npm ci"),
            new Lock("yarn.lock", "yarn install", "yarn install --frozen-lockfile"),
            new Lock("pnpm-lock.yaml", "npx --yes pnpm install", "npx --yes pnpm install --frozen-lockfile"),
            new Lock("bun.lock", "npx --yes bun install", "npx --yes bun install"),
            new Lock("bun.lockb", "npx --yes bun install", "npx --yes bun install"));

    /**
     * A file that locks versions.
     *
     * @param install what installs them in the build of an image of Node.js
     * @param exact what installs them as they are locked
     */
    private record Lock(String file, String install, String exact) {}

    private ScriptPackages() {}

    /**
     * Returns the command for the build of an image, given the image that it starts from.
     *
     * @param beside whether a file of that name lies beside the list of packages
     * @param listed the text of the list
     */
    static String command(ImageReference base, Predicate<String> beside, String listed) {
        if (WITH_BUN.matcher(base.lastSegment()).find()) {
            return "bun install";
        }
        boolean corepack = hasCorepack(base);
        if (NEW_YARN.matcher(listed).find()) {
            return (corepack ? "" : "npm install --global corepack && ") + "corepack enable && yarn install";
        }
        String command = lock(beside).install();
        return corepack ? command.replace("npx --yes pnpm", "corepack enable && pnpm") : command;
    }

    /** Returns the words of a command for a container; none where the image is not known to have the program. */
    static List<String> words(ImageReference image, Predicate<String> beside, String listed) {
        if (image.lastSegment().equals(BUN)) {
            return List.of(BUN, "install");
        }
        if (!image.lastSegment().equals(NODE)) {
            return List.of();
        }
        String command = NEW_YARN.matcher(listed).find()
                ? (hasCorepack(image) ? "" : "npx --yes ") + "corepack yarn install --immutable"
                : lock(beside).exact();
        return List.of(command.split(" "));
    }

    private static Lock lock(Predicate<String> beside) {
        return LOCKS.stream()
                .filter(lock -> beside.test(lock.file()))
                .findFirst()
                .orElse(WITHOUT);
    }

    private static boolean hasCorepack(ImageReference image) {
        Optional<String> tag = image.tag();
        return image.lastSegment().equals(NODE)
                && tag.filter(text -> WITH_COREPACK.matcher(text).matches()).isPresent();
    }
}
