/** Commands about running stacks and converted projects: {@code status}, {@code backup}, {@code restore} and others. */
package dev.sild.cli.verbs;
