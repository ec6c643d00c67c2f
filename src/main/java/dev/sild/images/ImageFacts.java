package dev.sild.images;

import dev.sild.images.health.Healthcheck;
import dev.sild.model.ImageUser;
import dev.sild.model.Origin;
import dev.sild.model.Port;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known about an image without pulling it. What is not known is empty; nothing here is guessed.
 *
 * @param name what the facts are about: a well-known image's name, or the Dockerfile as the user named it
 * @param ports where it listens, each with {@link Port.Source#IMAGE}
 * @param uid the numeric user that reads and writes its data
 * @param gid the primary group of that user
 * @param userName the user by name where no number is known for it; else empty
 * @param startsAsRoot whether its first process runs as root; if {@code uid} is not 0, that process then switches to
 *     that user
 * @param keepsOwner whether its first process, though it runs as root, does not make that user the owner of its data
 *     folders
 * @param writesAsUser if it can also be started as the user that it switches to, the folders that it then has to be
 *     able to write to besides its data folders; empty if it cannot, or if that is not known
 * @param dataFolders absolute folders that hold its data (a Dockerfile's {@code VOLUME}s)
 * @param lastingFolders those of a well-known database's data folders whose content has to last; empty for a cache
 * @param workFolders those of a well-known application's data folders in which people's work is, such as the dashboards
 *     of Grafana
 * @param passingFolders those of the data folders whose content need not last, such as logs and caches
 * @param sharedFolders absolute folders in which its program writes beside files that people bring: a site's
 * @param dataOptions the options of its command that name its data folder instead; {@code *server} where the absolute
 *     paths among the arguments after {@code server} do
 * @param dataByHostName whether its data is kept under the host's name, so that another host starts without any
 * @param announced if it may announce its host's name, at which others then connect to it: the options of its command
 *     of which it needs one to do so, and the variables, as {@code $NAME}, that name a host instead; empty if it does
 *     not
 * @param refusedMounts the folders at which it does not start with a mount
 * @param room the gibibytes that its first use, or what it is for, takes in folders where that is more than one; by
 *     {@link #ROOM_OF_DATA} those for its data, wherever that is
 * @param freeSpace names of settings, in its files, variables and command, that say how many bytes have to stay free
 *     beside its data, or its data may have: it stops to take more otherwise
 * @param elsewhere variables, and options of its command, that name a database of another service: without one, it
 *     keeps its own in its data folders
 * @param wantsEmptyDataFolder whether its first start refuses, or is confused by, a data folder that holds a foreign
 *     entry such as {@code lost+found}
 * @param workingDir the absolute folder it starts in; empty where it is not known
 * @param health its own health check
 * @param shell whether it has {@code /bin/sh}
 * @param contentPaths absolute files and folders that the image itself brings, as far as they are known
 * @param copies what it has of the folder that it is built from
 * @param scriptPaths absolute files and folders that its {@code RUN} instructions name or run in, so that they may have
 *     made something there
 * @param lacks the programs of health checks, such as {@code curl}, that it certainly has not
 * @param baseKnown whether what it starts from is known, or nothing at all
 * @param entrypoint its {@code ENTRYPOINT} as an argv; empty where there is none or it is not known
 * @param command its {@code CMD} as an argv; empty where there is none or it is not known
 * @param users the numbers of its users by name, as far as they are known
 * @param groups the numbers of its groups by name, as far as they are known
 * @param env environment variables that are known to be set, in order
 * @param origins where the Dockerfile specifies each attribute, for a list the first place; no entry for attributes
 *     that come from the table or are unknown
 */
public record ImageFacts(
        String name,
        List<Port> ports,
        Optional<Long> uid,
        Optional<Long> gid,
        String userName,
        boolean startsAsRoot,
        boolean keepsOwner,
        Optional<List<String>> writesAsUser,
        List<String> dataFolders,
        List<String> lastingFolders,
        List<String> workFolders,
        List<String> passingFolders,
        List<String> sharedFolders,
        List<String> dataOptions,
        boolean dataByHostName,
        Optional<List<String>> announced,
        List<RefusedMount> refusedMounts,
        Map<String, Integer> room,
        List<String> freeSpace,
        List<String> elsewhere,
        boolean wantsEmptyDataFolder,
        String workingDir,
        Optional<Healthcheck> health,
        Shell shell,
        List<String> contentPaths,
        ContextCopies copies,
        List<String> scriptPaths,
        List<String> lacks,
        boolean baseKnown,
        List<String> entrypoint,
        List<String> command,
        Map<String, Long> users,
        Map<String, Long> groups,
        Map<String, String> env,
        Map<Attribute, Origin> origins) {

    private static final Set<String> SYSTEM = Set.of(
            "", "bin", "boot", "etc", "home", "lib", "lib32", "lib64", "opt", "root", "sbin", "srv", "usr", "var");

    /** Whether an image has a shell. */
    public enum Shell {
        YES,
        NO,
        UNKNOWN
    }

    /**
     * A folder at which an image does not start with a mount.
     *
     * @param instead where a volume for its data belongs
     * @param newest the newest version that starts with such a mount
     */
    public record RefusedMount(String folder, String instead, String newest) {
        @Override
        public boolean equals(Object other) {
            return other instanceof RefusedMount that
                    && folder.equals(that.folder)
                    && instead.equals(that.instead)
                    && newest.equals(that.newest);
        }

        @Override
        public int hashCode() {
            return 31 * folder.hashCode() + instead.hashCode();
        }
    }

    /** The kinds of facts that have a place of their own in a Dockerfile. */
    public enum Attribute {
        BASE,
        PORTS,
        USER,
        DATA_FOLDERS,
        WORKING_DIR,
        HEALTH,
        CONTENT,
        ENTRYPOINT,
        COMMAND,
        ENV
    }

    /** The key of the room for data in {@link #room}. */
    public static final String ROOM_OF_DATA = "*";

    public ImageFacts {
        ports = List.copyOf(ports);
        writesAsUser = writesAsUser.map(List::copyOf);
        announced = announced.map(List::copyOf);
        dataFolders = List.copyOf(dataFolders);
        lastingFolders = List.copyOf(lastingFolders);
        workFolders = List.copyOf(workFolders);
        passingFolders = List.copyOf(passingFolders);
        sharedFolders = List.copyOf(sharedFolders);
        dataOptions = List.copyOf(dataOptions);
        refusedMounts = List.copyOf(refusedMounts);
        room = Map.copyOf(room);
        freeSpace = List.copyOf(freeSpace);
        elsewhere = List.copyOf(elsewhere);
        contentPaths = List.copyOf(contentPaths);
        scriptPaths = List.copyOf(scriptPaths);
        lacks = List.copyOf(lacks);
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        users = Map.copyOf(users);
        groups = Map.copyOf(groups);
        env = env.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(env));
        origins = origins.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(origins));
    }

    /** Returns where the Dockerfile says so; {@link Origin#NONE} if it comes from the table or is unknown. */
    public Origin origin(Attribute attribute) {
        return origins.getOrDefault(attribute, Origin.NONE);
    }

    /** Whether it starts as root, and can be started as the user that it switches to instead. */
    public boolean mayStartAsUser() {
        return startsAsRoot && uid.filter(number -> number != 0).isPresent() && writesAsUser.isPresent();
    }

    /** Returns the user that it starts and runs as; empty if its number is not known. */
    public Optional<ImageUser> user() {
        return uid.map(later ->
                new ImageUser(startsAsRoot ? 0 : later, later, startsAsRoot && !keepsOwner ? dataFolders : List.of()));
    }

    /** Whether it is a well-known database whose first process is root and makes another user the owner of its data. */
    public boolean isDatabaseOfAnotherUser() {
        return startsAsRoot
                && !keepsOwner
                && uid.filter(number -> number != 0).isPresent()
                && !lastingFolders.isEmpty();
    }

    /** Returns the folders in which it is known to keep data that people would miss. */
    public List<String> knownData() {
        return origin(Attribute.DATA_FOLDERS).equals(Origin.NONE)
                ? dataFolders.stream()
                        .filter(folder -> !passingFolders.contains(folder))
                        .toList()
                : List.of();
    }

    /** Whether it is known to run as a user other than root from its first process on. */
    public boolean runsAsNonRoot() {
        return !startsAsRoot && uid.isPresent() && uid.get() != 0;
    }

    /**
     * Whether the image may bring files in that folder, so that a container engine would copy them into an empty volume
     * mounted there: something it brings is that folder, lies in it, or is a folder around it whose content is not
     * known.
     */
    public boolean mayHaveContent(String folder) {
        String wanted = ContainerPaths.absolute("/", folder);
        for (String path : contentPaths) {
            if (ContainerPaths.contains(wanted, path) || ContainerPaths.contains(path, wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Whether neither the image that this one starts from, nor its files and scripts, have anything in a folder. */
    public boolean bringsNothingTo(String folder) {
        String wanted = ContainerPaths.absolute("/", folder);
        return baseKnown && !mayHaveContent(wanted) && scriptPaths.stream().noneMatch(path -> touches(path, wanted));
    }

    /**
     * Returns the path in the build context from which the image has all that is in a folder; empty if it may have
     * something else there.
     */
    public Optional<String> inContext(String folder) {
        boolean others = Stream.concat(contentPaths.stream(), scriptPaths.stream())
                        .anyMatch(path -> ContainerPaths.contains(folder, path))
                || contentPaths.stream()
                        .filter(path -> ContainerPaths.contains(path, folder))
                        .anyMatch(path -> copies.all().stream()
                                .noneMatch(copy -> copy.destination().equals(path)));
        return baseKnown && !others ? copies.source(folder) : Optional.empty();
    }

    /** Returns how many letters the path has that the build brings content to and that is closest around a folder. */
    public int contentAround(String folder) {
        String wanted = ContainerPaths.absolute("/", folder);
        return contentPaths.stream()
                .filter(path -> ContainerPaths.contains(path, wanted))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /**
     * Whether the image is known to have nothing in that folder, and no owner for it but root: its data folder, which
     * its program fills, or a folder that it does not have.
     */
    public boolean isEmptyAt(String folder) {
        String wanted = ContainerPaths.absolute("/", folder);
        if (!baseKnown || mayHaveContent(wanted)) {
            return false;
        }
        boolean data = dataFolders.stream().anyMatch(folderOfData -> ContainerPaths.contains(folderOfData, wanted));
        if (data && origin(Attribute.DATA_FOLDERS).equals(Origin.NONE)) {
            return true;
        }
        return (data || !isOfSystem(wanted) || KnownFolders.isEmpty(wanted))
                && (workingDir.length() <= 1 || !touches(workingDir, wanted))
                && scriptPaths.stream().noneMatch(path -> touches(path, wanted));
    }

    private static boolean touches(String path, String wanted) {
        return ContainerPaths.contains(path, wanted) || ContainerPaths.contains(wanted, path);
    }

    /** Whether a folder is among those that programs are installed in. */
    private static boolean isOfSystem(String folder) {
        int end = folder.indexOf('/', 1);
        return SYSTEM.contains(folder.substring(1, end < 0 ? folder.length() : end));
    }
}
