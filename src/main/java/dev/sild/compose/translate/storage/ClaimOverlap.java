package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.KnownImages;
import dev.sild.model.Mount;
import java.util.List;

/**
 * Whether a new pod may mount the claims of the old one beside it, so that a rollout refuses no request: a service that
 * only reads them, and a web server or proxy, which keeps at most certificates and caches there. Two pods of anything
 * else could write to the same data at a time.
 */
public final class ClaimOverlap {
    private ClaimOverlap() {}

    /** Whether it may with these mounts of a service, some of which are of claims of one node. */
    public static boolean isPossible(Attribute service, List<Mount> mounts, Storage storage) {
        String image = service.get("image").string();
        List<Mount> claims = mounts.stream().filter(storage::isClaimOfOneNode).toList();
        boolean proxy = !service.get("build").present() && KnownImages.isStatelessProxy(image);
        return !claims.isEmpty()
                && !KnownImages.isDatabase(image)
                && (proxy || claims.stream().allMatch(Mount::readOnly));
    }
}
