package dev.sild.images;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an image has of the folder that it is built from: which of its paths is where in the image.
 *
 * @param all each copy, in order
 */
public record ContextCopies(List<Copy> all) {
    /** Nothing at all. */
    public static final ContextCopies NONE = new ContextCopies(List.of());

    /**
     * One file, or a folder with all that is in it.
     *
     * @param source the path in the context, relative and normal; empty for the whole
     * @param destination the absolute path in the image
     * @param pattern what selects files in the source, as {@code *.py} does; empty where all that is in it is copied
     */
    public record Copy(String source, String destination, String pattern) {
        /** Whether all that is in a folder is copied. */
        public boolean whole() {
            return pattern.isEmpty();
        }

        private boolean isOf(String file) {
            return whole() && source.equals(file);
        }

        /** Returns the file of the context that lands at an absolute path, if this copies it; the inverse of place. */
        private Optional<String> source(String place) {
            if (!ContainerPaths.contains(destination, place)) {
                return Optional.empty();
            }
            String below = below(destination, place);
            String file = whole() ? ContainerPaths.absolute("/" + source, below).substring(1) : below;
            return place(file).filter(place::equals).map(found -> file);
        }

        /** Returns where a file of the context lands, both relative and normal; empty where it is not copied. */
        private Optional<String> place(String file) {
            String path = "/" + file;
            if (whole()) {
                return ContainerPaths.contains("/" + source, path)
                        ? Optional.of(ContainerPaths.absolute(destination, below("/" + source, path)))
                        : Optional.empty();
            }
            List<String> segments = Arrays.asList(file.split("/"));
            PathPattern selected = new PathPattern(pattern);
            for (int length = 1; length <= segments.size(); length++) {
                if (selected.matches(segments.subList(0, length))) {
                    // A file keeps its name; of a folder only the content is copied.
                    int from = length == segments.size() ? length - 1 : length;
                    return Optional.of(ContainerPaths.absolute(
                            destination, String.join("/", segments.subList(from, segments.size()))));
                }
            }
            return Optional.empty();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Copy that
                    && source.equals(that.source)
                    && destination.equals(that.destination)
                    && pattern.equals(that.pattern);
        }

        @Override
        public int hashCode() {
            return 31 * source.hashCode() + destination.hashCode();
        }
    }

    public ContextCopies {
        all = List.copyOf(all);
    }

    /** Whether the image has the context's folder {@code path}, or some of what is in it, at {@code target}. */
    public boolean bring(String path, String target) {
        return bring(path, target, false);
    }

    /**
     * Whether the image has the context's folder {@code path} at {@code target}.
     *
     * @param folders whether of what is in the folder only other folders count, as far as their names tell
     */
    public boolean bring(String path, String target, boolean folders) {
        String wanted = ContainerPaths.absolute("/", path);
        return all.stream().anyMatch(copy -> {
            String source = "/" + copy.source();
            boolean counts = !folders || copy.whole() && source.indexOf('.', source.lastIndexOf('/')) < 0;
            // COPY sub/ . puts other files at the target than the folder has there.
            if (counts
                    && ContainerPaths.contains(wanted, source)
                    && ContainerPaths.contains(target, copy.destination())
                    && ContainerPaths.absolute(target, below(wanted, source)).equals(copy.destination())) {
                return true;
            }
            return copy.whole()
                    && ContainerPaths.contains(source, wanted)
                    && ContainerPaths.absolute(copy.destination(), below(source, wanted))
                            .equals(target);
        });
    }

    /** Whether the image has a file of the context, relative and normal, wherever it is. */
    public boolean has(String file) {
        return all.stream().anyMatch(copy -> copy.place(file).isPresent());
    }

    /** Whether an instruction of the Dockerfile copies a file of the context, relative and normal, by its own name. */
    public boolean haveByName(String file) {
        return all.stream().anyMatch(copy -> copy.isOf(file));
    }

    /**
     * Returns a file's path in the folder around it that an instruction names: empty for a file that one names itself,
     * and the whole path where only the whole context is copied.
     */
    public String inside(String file) {
        return all.stream()
                .filter(copy -> copy.whole()
                        && !copy.source().isEmpty()
                        && ContainerPaths.contains("/" + copy.source(), "/" + file))
                .map(copy -> below("/" + copy.source(), "/" + file))
                .min(Comparator.comparingInt(String::length))
                .orElse(file);
    }

    /** Whether an instruction copies a file of the context because it copies a folder around it, or by wildcards. */
    public boolean haveByFolder(String file) {
        return all.stream()
                .anyMatch(copy -> !copy.isOf(file) && copy.place(file).isPresent());
    }

    /**
     * Whether the image has that file of the context at that place: {@code file} is relative, {@code place} absolute.
     */
    public boolean has(String file, String place) {
        return all.stream()
                .anyMatch(copy -> copy.place(file).filter(place::equals).isPresent());
    }

    /**
     * Returns the file of the context, relative and normal, that the image has at an absolute path: the last copied.
     */
    public Optional<String> source(String place) {
        return all.stream().flatMap(copy -> copy.source(place).stream()).reduce((first, last) -> last);
    }

    /** Returns where the image has a file of the context, relative and normal: where the last copy puts it. */
    public Optional<String> placeOfFile(String file) {
        return all.stream().flatMap(copy -> copy.place(file).stream()).reduce((first, last) -> last);
    }

    /** Returns where a folder of the context, relative and normal, would be in the image: the last copy around it. */
    public Optional<String> place(String folder) {
        return all.stream()
                .filter(Copy::whole)
                .filter(copy -> !("/" + folder).equals("/" + copy.source()))
                .flatMap(copy -> copy.place(folder).stream())
                .reduce((first, last) -> last);
    }

    /** Returns what another image has of the context that copies {@code source} of this one to {@code destination}. */
    List<Copy> copied(String source, String destination) {
        List<Copy> copied = new ArrayList<>();
        for (Copy copy : all) {
            if (ContainerPaths.contains(source, copy.destination())) {
                String below = below(source, copy.destination());
                copied.add(new Copy(copy.source(), ContainerPaths.absolute(destination, below), copy.pattern()));
            } else if (copy.whole() && ContainerPaths.contains(copy.destination(), source)) {
                String inContext = ContainerPaths.absolute("/" + copy.source(), below(copy.destination(), source));
                copied.add(new Copy(inContext.substring(1), destination, ""));
            }
        }
        return copied;
    }

    private static String below(String folder, String path) {
        return folder.equals("/") ? path.substring(1) : path.equals(folder) ? "." : path.substring(folder.length() + 1);
    }
}
