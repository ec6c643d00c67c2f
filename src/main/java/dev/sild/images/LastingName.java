package dev.sild.images;

import java.util.Set;

/**
 * What keeps the data of a server whose data is by default kept under the address of its machine, which another pod
 * does not have.
 *
 * @param variable the variable that names the machine instead
 * @param value its value that stays
 * @param others variables that decide what the machine or its cluster is called, so that nothing is to be added
 */
public record LastingName(String variable, String value, Set<String> others) {
    public LastingName {
        others = Set.copyOf(others);
    }
}
