package dev.sild.programs.databases;

/**
 * How the databases of a server are dumped, with the programs of its own image.
 *
 * @param backup the script that writes a dump, for {@code /bin/sh} of that image
 * @param restore the script that reads one back
 * @param stream the script that writes a dump to a pipe, and reads one from it, for {@code /bin/sh} of that image
 * @param passwordVariable the environment variable that all take the password from
 * @param extension what a dump's name has behind its first dot
 */
public record Dumps(String backup, String restore, String stream, String passwordVariable, String extension) {}
