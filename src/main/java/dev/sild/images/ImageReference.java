package dev.sild.images;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parts of an image's name, as written: nothing is filled in. See <a
 * href="https://github.com/distribution/reference">distribution/reference</a>.
 *
 * @param registry the host the image is pulled from, with its port; empty where none is named (Docker Hub)
 * @param repository the path of the image at that host, {@code library/nginx} or {@code nginx}
 * @param tag the version by name; empty for none
 * @param digest the version by content, {@code sha256:...}; empty for none
 */
public record ImageReference(String registry, String repository, Optional<String> tag, Optional<String> digest) {
    private static final int MAX_NAME = 255;
    /** Registries that know no public images. */
    private static final Pattern WITH_LOGIN = Pattern.compile(
            "[0-9]{12}\\.dkr\\.ecr(?:-fips)?\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?|[a-z0-9-]+\\.azurecr\\.io"
                    + "|registry\\.(?:digitalocean|heroku)\\.com|[a-z0-9.-]+\\.ocir\\.io|docker\\.pkg\\.github\\.com");

    private static final Pattern HOST = Pattern.compile(
            "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?"
                    + "|\\[[0-9a-fA-F:]+](?::[0-9]+)?");
    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern DIGEST =
            Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,128}");

    /** Whether {@code path} may be the path of an image at a registry: {@code team/api}, without a host and a tag. */
    public static boolean isRepository(String path) {
        return path.length() <= MAX_NAME && Arrays.stream(path.split("/", -1)).allMatch(COMPONENT.asMatchPredicate());
    }

    /** Whether {@code prefix} is valid in front of an image's path: a registry, a path at Docker Hub, or both. */
    public static boolean isPrefix(String prefix) {
        int slash = prefix.indexOf('/');
        String first = slash < 0 ? prefix : prefix.substring(0, slash);
        if (!isHost(first)) {
            return isRepository(prefix);
        }
        return HOST.matcher(first).matches() && (slash < 0 || isRepository(prefix.substring(slash + 1)));
    }

    /**
     * Whether {@code text} is the name of an image as the engine and the kubelet read it:
     * {@code [HOST/]NAME[:TAG][@DIGEST]}.
     */
    public static boolean isReference(String text) {
        ImageReference image = parse(text);
        int slash = image.repository.indexOf('/');
        // A first part in capitals is a host, too: no repository has any.
        boolean host = image.registry.isEmpty() && slash > 0 && !isRepository(image.repository.substring(0, slash));
        String registry = host ? image.repository.substring(0, slash) : image.registry;
        String path = host ? image.repository.substring(slash + 1) : image.repository;
        return text.equals(text.strip())
                && registry.length() + path.length() < MAX_NAME
                && (registry.isEmpty() || HOST.matcher(registry).matches())
                && isRepository(path)
                && image.tag.map(ImageReference::isTag).orElse(true)
                && image.digest.map(DIGEST.asMatchPredicate()::test).orElse(true);
    }

    /** Whether {@code tag} may be the tag of an image. */
    public static boolean isTag(String tag) {
        return TAG.matcher(tag).matches();
    }

    /**
     * Takes a name apart. Never fails: an invalid reference (an unresolved variable, an empty text) is returned as an
     * unknown repository.
     */
    public static ImageReference parse(String text) {
        String rest = text.strip();
        Optional<String> digest = Optional.empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = Optional.of(rest.substring(at + 1));
            rest = rest.substring(0, at);
        }
        Optional<String> tag = Optional.empty();
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = Optional.of(rest.substring(colon + 1));
            rest = rest.substring(0, colon);
        }
        int slash = rest.indexOf('/');
        if (slash > 0 && isHost(rest.substring(0, slash))) {
            return new ImageReference(rest.substring(0, slash), rest.substring(slash + 1), tag, digest);
        }
        return new ImageReference("", rest, tag, digest);
    }

    /** Docker's own rule: the first part is a host when it has a dot or a port, or is {@code localhost}. */
    private static boolean isHost(String part) {
        return part.indexOf('.') >= 0 || part.indexOf(':') >= 0 || part.equals("localhost");
    }

    /** Whether the registry is one that only this machine knows by this name, such as {@code localhost:5000}. */
    public boolean isOfThisMachine() {
        String host = registry.replaceFirst(":\\d+$", "");
        return host.equals("localhost")
                || host.equals("host.docker.internal")
                || host.equals("[::1]")
                || host.startsWith("127.");
    }

    /**
     * Whether a registry is named that images can be pushed to. Docker takes {@code sail-8.5} for a host, which it is
     * not: the last part of a host's name has a letter, unless it is an address.
     */
    public boolean namesRegistry() {
        String last = registry.substring(registry.lastIndexOf('.') + 1);
        boolean host = last.indexOf(':') >= 0
                || last.chars().anyMatch(Character::isLetter)
                || registry.matches("\\d+(?:\\.\\d+){3}");
        return host && !registry.equals("localhost");
    }

    /** Whether the registry gives no image to anyone without an account, as those of several clouds do. */
    public boolean asksForLogin() {
        return WITH_LOGIN.matcher(registry).matches();
    }

    /** Whether the image is pulled from Docker Hub. */
    public boolean onDockerHub() {
        return registry.isEmpty()
                || registry.equals("docker.io")
                || registry.equals("index.docker.io")
                || registry.equals("registry-1.docker.io")
                || registry.equals("registry.hub.docker.com");
    }

    /**
     * Returns the repository as people say it: {@code nginx} for {@code docker.io/library/nginx},
     * {@code quay.io/minio/minio} for an image of another registry.
     */
    public String familiarName() {
        if (!onDockerHub()) {
            return registry + "/" + repository;
        }
        return repository.startsWith("library/") ? repository.substring("library/".length()) : repository;
    }

    /** Returns the last part of the repository: {@code postgres} for {@code nexus.example.com/mirror/postgres:16}. */
    public String lastSegment() {
        return repository.substring(repository.lastIndexOf('/') + 1);
    }
}
