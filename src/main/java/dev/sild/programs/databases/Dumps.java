package dev.sild.programs.databases;

/**
 * How the databases of a server are dumped, with the programs of its own image.
 *
 * @param backup the script that writes a dump, for {@code /bin/sh} of that image
 * @param restore the script that reads one back
 * @param passwordVariable the environment variable that both take the password from
 */
public record Dumps(String backup, String restore, String passwordVariable) {}
