package dev.sild.secrets;

/**
 * A secret within a text.
 *
 * @param start the index of its first character
 * @param end the index behind its last character
 * @param name what to call it: the variable, option or header that it is the value of
 */
public record Span(int start, int end, String name) {}
