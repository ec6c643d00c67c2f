/**
 * The programs that stacks run and did not write themselves: nginx, postgres, MySQL, MongoDB and redis, with what each
 * needs to run well: configuration, accounts, folders, health checks, passwords and their rotation, dumps, numbers.
 *
 * <p>A stack translates its own resource to {@link dev.sild.programs.settings.DatabaseSettings}, which know no
 * resource; none of the generated classes may appear here. Pure: no client, clock, environment, file or chance.
 */
package dev.sild.programs;
