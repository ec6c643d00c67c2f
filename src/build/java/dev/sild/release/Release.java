package dev.sild.release;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * What is released.
 *
 * @param project the folder of the checkout
 * @param version such as 1.2.3 or 1.2.3-SNAPSHOT
 * @param time of all files in packages
 * @param base the address of the folder that the packages will be downloaded from, without a slash at its end
 */
record Release(Path project, String version, Instant time, String base) {
    /** Semantic versions, which npm and krew demand. */
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(?:-[0-9A-Za-z.-]+)?");

    private static final Pattern ADDRESS = Pattern.compile("https://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9._~+-]+)*");
    /** Such host names are reserved for addresses that are none. */
    private static final Pattern NOWHERE = Pattern.compile("https://[^/]*\\.invalid(?:[:/].*)?");

    Release {
        if (!VERSION.matcher(version).matches()) {
            throw new ReleaseException("'" + version + "' is no version such as 1.2.3; set -Drevision");
        }
        if (!ADDRESS.matcher(base).matches()) {
            throw new ReleaseException(
                    "'" + base + "' is no https address without query and final slash; set -Dpackages.url");
        }
        if (!version.endsWith("-SNAPSHOT") && NOWHERE.matcher(base).matches()) {
            throw new ReleaseException("a release needs the address of its downloads; set -Dpackages.url");
        }
    }

    /** Returns the file of the build with a name. */
    Path built(String name) {
        return project.resolve("target").resolve(name);
    }

    /** Returns a text that packages are made of. */
    Path source(String name) {
        return project.resolve("src/build/packages").resolve(name);
    }

    /** Returns the name of a package without its suffix, which is also the folder in it. */
    String name() {
        return "sild-" + version;
    }

    LocalDate date() {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Returns the time as a changelog of Debian has it. */
    String debianTime() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneOffset.UTC));
    }

    /** Returns the version as Debian sorts it: a snapshot before its release. */
    String debianVersion() {
        return version.replaceFirst("-", "~").replace('-', '.');
    }
}
