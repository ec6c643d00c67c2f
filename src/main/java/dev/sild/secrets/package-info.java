/**
 * What counts as a secret: by the name of a setting, by the form of a value, by its place in a command or a file, and
 * by being the value of a known secret. Pure text, no types of other packages, so that reports, compose files and
 * adopted projects share one rule.
 */
package dev.sild.secrets;
