package dev.sild.compose.load.files;

import dev.sild.compose.BindFiles;
import dev.sild.compose.InputLimits;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The files that a project mounts, as far as they lie in its folder or in one that the user allowed. A symbolic link is
 * followed only if it resolves to such a place.
 */
public final class MountedFiles implements BindFiles {
    private static final InputLimits LIMITS = InputLimits.DEFAULT;

    private final Path folder;
    private final Path current;
    private final Optional<Path> repository;
    private final LeftOut left;
    private final List<Path> allowed;
    private final Set<String> read = new LinkedHashSet<>();
    /** What was found before: a thousand services may mount the same file. */
    private final Map<Path, Kind> kinds = new HashMap<>();

    /** By path and limit. */
    private final Map<List<Object>, Optional<Contents>> contents = new HashMap<>();

    private final Map<Path, Optional<List<String>>> names = new HashMap<>();
    private final Map<Path, Listing> listings = new HashMap<>();

    private final ReadBudget budget = new ReadBudget(LIMITS.bundleBytes());
    private final Set<Path> unpaid = new HashSet<>();

    /**
     * Makes the access.
     *
     * @param folder the project's folder
     * @param allowed further folders that may be read
     * @param own the compose and env files that describe the project: they are left out of the folders that have them,
     *     as is the project's {@code .env}
     */
    public MountedFiles(Path folder, List<Path> allowed, List<Path> own) {
        this(folder, folder, Optional.empty(), allowed, own);
    }

    /**
     * Makes the access for a project that is a part of a repository.
     *
     * @param current the folder in which the user runs Sild
     * @param repository the root of the repository, whose files may be read as well
     */
    public MountedFiles(Path folder, Path current, Optional<Path> repository, List<Path> allowed, List<Path> own) {
        this.folder = folder;
        this.current = current.toAbsolutePath().normalize();
        this.repository = repository;
        left = new LeftOut(
                Stream.concat(own.stream(), Stream.of(folder.resolve(".env"))).toList());
        List<Path> all = new ArrayList<>(allowed);
        all.add(folder);
        repository.ifPresent(all::add);
        this.allowed = all.stream().map(RealPaths::of).toList();
    }

    /**
     * Returns the files that were read, in order: relative to the current folder where they are of the project, with
     * {@code /}.
     */
    public List<String> read() {
        return List.copyOf(read);
    }

    @Override
    public Kind kind(Path path) {
        return kinds.computeIfAbsent(path, this::find);
    }

    @Override
    public boolean isMissing(Path path) {
        return !Files.exists(path);
    }

    private Kind find(Path path) {
        if (!mayRead(path)) {
            return Kind.OUTSIDE;
        }
        if (!Files.exists(path)) {
            return Kind.MISSING;
        }
        return Files.isRegularFile(path) ? Kind.FILE : Files.isDirectory(path) ? Kind.FOLDER : Kind.OTHER;
    }

    @Override
    public Optional<Contents> read(Path path, long maxBytes) {
        return contents.computeIfAbsent(List.of(path, maxBytes), key -> readNow(path, maxBytes));
    }

    private Optional<Contents> readNow(Path path, long maxBytes) {
        FolderWalk walk = new FolderWalk(left, this::mayRead, maxBytes);
        boolean single = Files.isRegularFile(path);
        try {
            if (LeftOut.isOfVersionControl(path.getFileName().toString())) {
                walk.leaveOut(path.getFileName().toString());
            } else if (single) {
                walk.add(path, path.getFileName().toString());
            } else {
                walk.below(path, "", 0);
            }
        } catch (IOException | SecurityException unreadable) {
            walk.passOver(path.getFileName().toString());
        }
        if (walk.isTooLarge()) {
            return Optional.empty();
        }
        if (!budget.take(walk.bytes(), single)) {
            unpaid.add(path);
            return Optional.empty();
        }
        walk.files().forEach(file -> read.add(shown(file)));
        return Optional.of(walk.read());
    }

    @Override
    public boolean isOverBudget(Path path) {
        return unpaid.contains(path);
    }

    @Override
    public Optional<byte[]> peek(Path path, long maxBytes) {
        try {
            return kind(path) == Kind.FILE && Files.size(path) <= maxBytes
                    ? Optional.of(Files.readAllBytes(path))
                    : Optional.empty();
        } catch (IOException | SecurityException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<List<String>> names(Path path) {
        return names.computeIfAbsent(path, this::list);
    }

    private Optional<List<String>> list(Path path) {
        if (kind(path) != Kind.FOLDER) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            for (Path child : stream) {
                if (found.size() == 10 * LIMITS.bundleFiles()) {
                    return Optional.empty();
                }
                found.add(child.getFileName().toString());
            }
        } catch (IOException | DirectoryIteratorException | SecurityException unreadable) {
            return Optional.empty();
        }
        return Optional.of(List.copyOf(found));
    }

    @Override
    public boolean isOfRepository(Path path) {
        return repository.filter(path::startsWith).isPresent();
    }

    @Override
    public boolean texts(Path path, BiConsumer<Path, String> to) {
        return kind(path) == Kind.FOLDER && FolderTexts.read(path, to);
    }

    @Override
    public boolean allTexts(Path path, BiConsumer<Path, String> to) {
        return kind(path) == Kind.FOLDER && FolderTexts.readAll(path, to);
    }

    @Override
    public Listing paths(Path path) {
        return listings.computeIfAbsent(
                path,
                folder -> kind(folder) == Kind.FOLDER
                        ? FolderPaths.of(folder, left, this::mayRead, FolderPaths.MAX_ENTRIES)
                        : new Listing(List.of(), List.of(), true));
    }

    @Override
    public long bytes(Path path) {
        return kind(path) == Kind.FOLDER ? FolderSize.of(path) : 0;
    }

    private String shown(Path file) {
        Path shown = file.startsWith(folder) || isOfRepository(file)
                ? current.relativize(file.toAbsolutePath().normalize())
                : file;
        return shown.toString().replace(shown.getFileSystem().getSeparator(), "/");
    }

    private boolean mayRead(Path path) {
        Path real = RealPaths.of(path);
        return !RealPaths.isOfTheKernel(path, real) && allowed.stream().anyMatch(real::startsWith);
    }
}
