package dev.sild.model;

import java.util.List;

/**
 * The user that an image starts as, where its number is known and nothing else is specified.
 *
 * @param first the number of the user of its first process
 * @param later the number of the user that its program runs as after that; often the same
 * @param owned the folders that its first process gives to that user
 */
public record ImageUser(long first, long later, List<String> owned) {
    public ImageUser {
        owned = List.copyOf(owned);
    }
}
