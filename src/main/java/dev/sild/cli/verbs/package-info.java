/** Commands about running stacks: {@code status}, {@code backup}, {@code restore} and others. */
package dev.sild.cli.verbs;
