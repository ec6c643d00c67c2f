package dev.sild.images;

import dev.sild.images.KnownImage.Kind;
import dev.sild.model.Port;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known about the images that people use most, from their public Dockerfiles: ports, users, data folders.
 *
 * <p>An image is looked up by its full repository first, in any registry; then, if the registry is private (a mirror or
 * a proxy), by the last two parts of its path, and by the last part alone for Docker's official images. A stranger's
 * {@code someone/postgres} on a public registry is not taken for {@code postgres}.
 */
public final class KnownImages {
    private KnownImages() {}

    /** Returns what is known about an image; empty where it is not in the table. */
    public static Optional<ImageFacts> find(String imageReference) {
        return row(imageReference).map(row -> {
            FactsBuilder facts = new FactsBuilder();
            ImageUsers accounts = new ImageUsers();
            row.into(facts, accounts);
            accounts.into(facts);
            return facts.build();
        });
    }

    /**
     * Returns where an image listens and has its data, and nothing else that is known about it: what holds for an image
     * made from it, whatever users and programs that has.
     */
    public static Optional<ImageFacts> dataOf(String imageReference) {
        return find(imageReference).map(known -> {
            FactsBuilder facts = new FactsBuilder();
            facts.name = known.name();
            facts.ports.addAll(known.ports());
            facts.dataFolders.addAll(known.dataFolders());
            facts.lastingFolders.addAll(known.lastingFolders());
            facts.passingFolders.addAll(known.passingFolders());
            facts.dataOptions.addAll(known.dataOptions());
            facts.wantsEmptyDataFolder = known.wantsEmptyDataFolder();
            return facts.build();
        });
    }

    /** Whether an image is known to be a database, cache, search engine or broker. */
    public static boolean isDatabase(String imageReference) {
        return row(imageReference)
                .flatMap(KnownImage::kind)
                .filter(KnownImage.DATABASES::contains)
                .isPresent();
    }

    /** Whether an image is known to be Postgres. */
    public static boolean isPostgres(String imageReference) {
        return row(imageReference)
                .flatMap(KnownImage::kind)
                .filter(Kind.POSTGRES::equals)
                .isPresent();
    }

    /** Whether an image is known to be a cache, which is filled again. */
    public static boolean isCache(String imageReference) {
        return row(imageReference)
                .flatMap(KnownImage::kind)
                .filter(Kind.REDIS::equals)
                .isPresent();
    }

    /**
     * Whether an image is a web server or proxy of which two may run on the same files: it keeps no database of its
     * own.
     */
    public static boolean isStatelessProxy(String imageReference) {
        return row(imageReference)
                .filter(row -> row.kind()
                        .filter(kind -> kind == Kind.NGINX || kind == Kind.PROXY)
                        .isPresent())
                .filter(row -> !row.tokens().contains("alone"))
                .isPresent();
    }

    /**
     * Returns the ports of the server that is started in an image with several; empty where it is not known which.
     *
     * @param started the command, and what variables say of the mode
     */
    public static Optional<List<Port>> portsOfRole(String imageReference, String started) {
        return row(imageReference).flatMap(row -> row.portsOfRole(started));
    }

    /** Returns the TCP port at which clients of an image connect; empty where it is not known. */
    public static Optional<Integer> mainPort(String imageReference) {
        return row(imageReference).flatMap(KnownImage::mainPort);
    }

    /**
     * Whether an image is a server that is known to write to its data folders, and only reads what users mount
     * elsewhere.
     *
     * @param started the words of its process and the path of a file
     */
    public static boolean writesOnlyData(String imageReference, String started) {
        return row(imageReference).filter(row -> row.writesOnlyData(started)).isPresent();
    }

    /** Whether an image is known for a server of its own, and not for running code that people bring. */
    public static boolean isServer(String imageReference) {
        return row(imageReference).filter(KnownImage::isServer).isPresent();
    }

    /** Returns what keeps the data that an image keeps under its machine's address; empty where it does not. */
    public static Optional<LastingName> lastingName(String imageReference) {
        return row(imageReference).flatMap(KnownImage::lastingName);
    }

    /** Returns the hosts to which an image connects if no setting says otherwise. */
    public static List<String> defaultHosts(String imageReference) {
        return row(imageReference).map(KnownImage::defaultHosts).orElse(List.of());
    }

    /** Whether an image is known to have a health check of its own. */
    public static boolean hasHealthCheck(String imageReference) {
        return row(imageReference)
                .filter(row -> row.tokens().contains("checked"))
                .isPresent();
    }

    /** Whether an image is made to look after the machine that it runs on: its folders, processes and addresses. */
    public static boolean isOfNode(String imageReference) {
        return row(imageReference)
                .filter(row -> row.tokens().contains("of-node"))
                .isPresent();
    }

    /** Whether an image is an HTTP API in front of a broker or database, which is meant to be called from outside. */
    public static boolean isHttpApi(String imageReference) {
        return row(imageReference).filter(row -> row.tokens().contains("api")).isPresent();
    }

    /** Whether an image serves models to programs, which ask it by an HTTP API. */
    public static boolean isOfModels(String imageReference) {
        return row(imageReference)
                .filter(row -> row.tokens().contains("models"))
                .isPresent();
    }

    /** Whether an image is known to answer without TLS at a port that is one for TLS by custom: 8443. */
    public static boolean isPlain(String imageReference) {
        return row(imageReference).filter(row -> row.tokens().contains("plain")).isPresent();
    }

    /** Returns where an image has pages for administrators; empty where none are known. */
    public static Optional<AdminPages> adminPages(String imageReference) {
        return row(imageReference).flatMap(KnownImage::adminPages);
    }

    /** Whether an image holds a tool that does one thing and exits. */
    public static boolean endsByItself(String imageReference) {
        return row(imageReference)
                .flatMap(KnownImage::kind)
                .filter(Kind.TOOL::equals)
                .isPresent();
    }

    /**
     * Returns the name under which people know an image, whichever registry it comes from; empty where it is not in the
     * table.
     */
    public static Optional<String> nameOf(String imageReference) {
        return row(imageReference).map(KnownImage::name);
    }

    /**
     * Whether an image is called as one that was built on this machine: on no registry, by no user, and not official.
     */
    public static boolean mayBeLocal(String imageReference) {
        ImageReference reference = ImageReference.parse(imageReference);
        return reference.registry().isEmpty()
                && reference.digest().isEmpty()
                && reference.familiarName().indexOf('/') < 0
                && row(imageReference).isEmpty()
                && !OfficialImages.NAMES.contains(reference.familiarName());
    }

    /** Read when they are first needed. */
    private static final class OfficialImages {
        static final Set<String> NAMES = read();

        private static Set<String> read() {
            try (InputStream list = KnownImages.class.getResourceAsStream("official.txt")) {
                return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .flatMap(line -> Stream.of(line.split(" ")))
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Optional<KnownImage> row(String imageReference) {
        ImageReference reference = ImageReference.parse(imageReference);
        // A digest alone says nothing of the version; the name without a tag means the newest.
        String tag = reference.tag().orElse(reference.digest().isPresent() ? "" : "latest");
        for (String name : names(reference)) {
            Optional<KnownImage> row = distroless(reference, name, tag).or(() -> ImageTable.row(name, tag));
            if (row.isPresent()) {
                return row;
            }
        }
        return Optional.empty();
    }

    /** Returns the names under which the table may list an image, the most reliable first. */
    private static List<String> names(ImageReference reference) {
        String path = reference.repository();
        String last = reference.lastSegment();
        int slash = path.lastIndexOf('/', path.length() - last.length() - 2);
        String lastTwo = path.substring(slash + 1);
        if (path.equals("library/" + last) || path.endsWith("/library/" + last)) {
            return List.of(last);
        }
        if (path.startsWith("bitnamilegacy/") || path.startsWith("bitnamisecure/")) {
            return List.of("bitnami/" + last);
        }
        if (reference.onDockerHub()) {
            return List.of(path);
        }
        String whole = reference.registry() + "/" + path;
        if (isPublic(reference.registry())) {
            return lastTwo.equals(last) ? List.of(whole) : List.of(whole, lastTwo);
        }
        return List.of(whole, lastTwo, last);
    }

    /** Whether anybody may publish there, so that a name says nothing without its owner's. */
    private static boolean isPublic(String registry) {
        return switch (registry) {
            case "ghcr.io",
                    "quay.io",
                    "gcr.io",
                    "lscr.io",
                    "registry.gitlab.com",
                    "public.ecr.aws",
                    "mcr.microsoft.com",
                    "registry.k8s.io",
                    "k8s.gcr.io",
                    "docker.elastic.co",
                    "cgr.dev",
                    "nvcr.io",
                    "codeberg.org",
                    "localhost",
                    "registry.access.redhat.com",
                    "registry.redhat.io",
                    "container-registry.oracle.com",
                    "icr.io" -> true;
            default -> false;
        };
    }

    /** The images that hold a program's libraries and nothing else, all alike but for their tags. */
    private static Optional<KnownImage> distroless(ImageReference reference, String name, String tag) {
        if (!name.startsWith("distroless/")) {
            return Optional.empty();
        }
        String user = tag.contains("nonroot") ? "u=65532:65532" : "u=root";
        String names = "n=nonroot:65532:65532";
        // The debug ones have a shell, though not where others have it.
        return Optional.of(new KnownImage(
                reference.familiarName(), tag.contains("debug") ? List.of(user, names) : List.of(user, names, "s=n")));
    }
}
