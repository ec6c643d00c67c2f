package dev.sild.cli.stack;

import java.util.List;

/**
 * The applications that a user can read.
 *
 * @param applications the applications
 * @param unread what could not be read, and why
 */
public record Listing<A extends LiveApplication>(List<A> applications, List<String> unread) {
    public Listing {
        applications = List.copyOf(applications);
        unread = List.copyOf(unread);
    }
}
