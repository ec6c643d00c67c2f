package dev.sild.stacks.shared;

import dev.sild.images.ImageFacts;
import dev.sild.images.KnownImages;
import dev.sild.model.PodSecurity;
import dev.sild.model.Security;
import java.util.Optional;

/**
 * Whom a program of ours runs as.
 *
 * @param user its numeric user id
 * @param group its numeric group id
 */
public record Account(long user, long group) {
    private static final long NGINX = 101;
    private static final long DATABASE = 999;
    private static final long POSTGRES_ON_ALPINE = 70;

    /** Returns the account that nginx runs as. */
    public static Account ofNginx(String image) {
        return of(image, NGINX);
    }

    /** Returns the user that redis, MySQL or MongoDB runs as. */
    public static Account ofDatabase(String image) {
        return of(image, DATABASE);
    }

    /**
     * Returns the user that postgres runs as; a custom image is usually built on the official one, and its tag shows
     * which.
     */
    public static Account ofPostgres(String image) {
        return of(image, image.contains("alpine") ? POSTGRES_ON_ALPINE : DATABASE);
    }

    private static Account of(String image, long otherwise) {
        Optional<ImageFacts> facts = KnownImages.find(image);
        long user = facts.flatMap(ImageFacts::uid).filter(uid -> uid != 0).orElse(otherwise);
        return new Account(
                user, facts.flatMap(ImageFacts::gid).filter(gid -> gid != 0).orElse(user));
    }

    /**
     * Returns what such a program may do in a pod of that level; if the level is not restricted, the image specifies
     * the user.
     */
    public Security security(PodSecurity level) {
        return security(level, user, group);
    }

    /** Returns the same for a program of which only the user matters. */
    public static Security security(PodSecurity level, long user) {
        return security(level, user, user);
    }

    private static Security security(PodSecurity level, long user, long group) {
        return level == PodSecurity.RESTRICTED
                ? security(Optional.of(user), Optional.of(group), true)
                : Security.DEFAULT;
    }

    /** Returns what a program may do that runs as a user and a group; empty for those of the image. */
    public static Security security(Optional<Long> user, Optional<Long> group, boolean hasReadOnlyRoot) {
        return Security.DEFAULT.with(
                security -> security.user(user).group(group).readOnlyRoot(hasReadOnlyRoot));
    }

    /** Returns the group that owns what such a program stores. */
    public Optional<Long> fsGroup(PodSecurity level) {
        return level == PodSecurity.RESTRICTED ? Optional.of(group) : Optional.empty();
    }
}
