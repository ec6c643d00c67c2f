/**
 * The programs that stacks run and did not write themselves: nginx, postgres, MySQL, MongoDB and redis, with what each
 * needs to run well: configuration, accounts, folders, health checks, passwords and their rotation, dumps, numbers.
 *
 * <p>A stack translates its own resource to {@link dev.sild.programs.settings.DatabaseSettings}, which do not depend on
 * any resource; this package must not use the generated classes. Pure: no client, clock, environment, file or chance.
 */
package dev.sild.programs;
