package dev.sild.programs;

/**
 * How the variables are called by which a component learns where its server is; one without a name is left out.
 *
 * @param url the whole address, with the user and the password
 * @param host the host
 * @param port the port
 * @param database the database's name
 * @param user the user
 * @param password the password
 * @param unnamed what holds a password of the user's where the variable for it is left out and that for the whole
 *     address, which is made of it, is not
 */
public record VariableNames(
        String url, String host, String port, String database, String user, String password, String unnamed) {}
