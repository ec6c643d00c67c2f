package dev.sild.output.trace;

import dev.sild.model.Text;

/**
 * A scalar of an object that depends on variables.
 *
 * @param text the text that they are a part of
 * @param form what is made of the text
 * @param was the scalar at this run
 * @param pattern what the variables must be like there, since a conversion would have brought them into that form;
 *     empty where they may be anything
 */
public record TemplatedScalar(Text text, TextConversion form, Object was, String pattern) {}
