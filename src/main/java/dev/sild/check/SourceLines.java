package dev.sild.check;

import java.util.List;

/** The lines of the files that violations are in. */
@FunctionalInterface
public interface SourceLines {
    /** Returns the lines of a file, by the name that reports have; empty where they are not known. */
    List<String> of(String file);
}
