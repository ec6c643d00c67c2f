package dev.sild.check.fix;

/**
 * A text to insert into a file.
 *
 * @param line in which line, counted from 1
 * @param column before which character of it, counted from 1
 * @param text what; it may have ends of lines
 */
public record Insertion(int line, int column, String text) {}
