package dev.sild.compose.translate.container;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CopiedFiles;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ServerFiles;
import dev.sild.images.text.NginxDirective;
import dev.sild.images.text.NginxReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The configuration of nginx that a service mounts, or that its Dockerfile copies into its image; a mount hides what
 * the image has.
 *
 * @param read the directives of each file, by its absolute path in the container; each knows its file as the user does
 * @param unread the paths in the container of files that cannot be read, or that hold another language
 * @param mounts the paths in the container at which something of the project is mounted
 */
public record NginxFiles(Map<String, List<NginxDirective>> read, Set<String> unread, List<String> mounts) {
    /** Longer files hold data. */
    private static final long LONGEST = 128 << 10;

    private static final int MOST_FILES = 100;
    /** How deep below a mounted folder files are looked for: {@code conf.d/default.conf}. */
    private static final int DEPTH = 2;

    public NginxFiles {
        mounts = List.copyOf(mounts);
    }

    /** Reads the files of a service; {@code root} is the project. */
    public static NginxFiles of(Attribute service, ServiceImage image, Attribute root, FileBundles files) {
        List<Attribute> binds = service.get("volumes").items().stream()
                .filter(volume -> volume.get("type").peek().equals("bind"))
                .toList();
        List<Attribute> configs = service.get("configs").items();
        List<String> mounts = Stream.concat(configs.stream(), binds.stream())
                .map(mount -> ContainerPaths.absolute("/", mount.get("target").peek()))
                .toList();
        NginxFiles all = new NginxFiles(new TreeMap<>(), new TreeSet<>(), mounts);
        for (Attribute mount : configs) {
            Attribute config = root.get("configs").get(mount.get("source").peek());
            String target = mount.get("target").peek();
            String file = config.get("file").peek();
            all.add(
                    target,
                    config.get("content").origin().file(),
                    config.get("content").peek());
            if (!file.isEmpty()) {
                all.add(target, files.place(file), files);
            }
        }
        binds.forEach(bind -> all.addAll(
                ContainerPaths.absolute("/", bind.get("target").peek()),
                files.place(bind.get("source").peek()),
                DEPTH,
                files));
        image.facts()
                .flatMap(facts -> BuildContext.of(image.madeBy(service), files.reader())
                        .flatMap(context -> CopiedFiles.of("", facts, context, mounts, files.reader(), files::shown)))
                .ifPresent(copied -> copied.entries()
                        .forEach(entry -> all.add(
                                entry.key(), entry.path(), new String(entry.content(), StandardCharsets.UTF_8))));
        return all;
    }

    private void addAll(String place, Path path, int depth, FileBundles files) {
        if (files.reader().kind(path) != BindFiles.Kind.FOLDER) {
            add(place, path, files);
        } else if (depth > 0 && place.contains("nginx")) {
            files.reader().names(path).orElse(List.of()).stream()
                    .sorted()
                    .limit(MOST_FILES)
                    .forEach(name -> addAll(place + "/" + name, path.resolve(name), depth - 1, files));
        }
    }

    private void add(String place, Path path, FileBundles files) {
        if (place.contains("nginx") && ServerFiles.mayBeConfiguration(place)) {
            files.reader()
                    .peek(path, LONGEST)
                    .ifPresentOrElse(
                            bytes -> add(place, files.shown(path), new String(bytes, StandardCharsets.UTF_8)),
                            () -> unread.add(place));
        }
    }

    private void add(String place, String file, String text) {
        if (place.contains("nginx") && read.size() == MOST_FILES) {
            unread.add(place);
        } else if (place.contains("nginx") && !text.isEmpty()) {
            NginxReader.read(text, file)
                    .ifPresentOrElse(directives -> read.putIfAbsent(place, directives), () -> unread.add(place));
        }
    }

    /** Returns the directives of the files that nginx includes, as far as their names tell. */
    public List<List<NginxDirective>> included() {
        return read.entrySet().stream()
                .filter(file -> ServerFiles.isIncluded(file.getKey()) && !ServerFiles.isPutAside(file.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether a mount hides what an image has at a path. */
    public boolean isHidden(String place) {
        return mounts.stream().anyMatch(mount -> ContainerPaths.contains(mount, place));
    }
}
