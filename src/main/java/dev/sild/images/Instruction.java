package dev.sild.images;

import java.util.List;

/**
 * One instruction of a Dockerfile.
 *
 * @param keyword its name in capitals
 * @param arguments what follows, continuation lines joined and comments between them left out
 * @param line the line it starts on, counted from 1
 * @param heredocs the texts of its here-documents, in order
 */
public record Instruction(String keyword, String arguments, int line, List<String> heredocs) {}
