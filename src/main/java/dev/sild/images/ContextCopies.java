package dev.sild.images;

import java.util.ArrayList;
import java.util.List;

/**
 * What an image has of the folder that it is built from: which path of it stands where in the image.
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
     * @param whole whether all that is in a folder is copied; false for files that a pattern selects
     */
    record Copy(String source, String destination, boolean whole) {}

    public ContextCopies {
        all = List.copyOf(all);
    }

    /** Whether the image has the context's folder {@code path}, or some of what is in it, at {@code target}. */
    public boolean bring(String path, String target) {
        String wanted = ContainerPaths.absolute("/", path);
        return all.stream().anyMatch(copy -> {
            String source = "/" + copy.source();
            if (ContainerPaths.contains(wanted, source) && ContainerPaths.contains(target, copy.destination())) {
                return true;
            }
            return copy.whole()
                    && ContainerPaths.contains(source, wanted)
                    && ContainerPaths.absolute(copy.destination(), below(source, wanted))
                            .equals(target);
        });
    }

    /** Returns what another image has of the context that copies {@code source} of this one to {@code destination}. */
    List<Copy> copied(String source, String destination) {
        List<Copy> copied = new ArrayList<>();
        for (Copy copy : all) {
            if (ContainerPaths.contains(source, copy.destination())) {
                String below = below(source, copy.destination());
                copied.add(new Copy(copy.source(), ContainerPaths.absolute(destination, below), copy.whole()));
            } else if (copy.whole() && ContainerPaths.contains(copy.destination(), source)) {
                String inContext = ContainerPaths.absolute("/" + copy.source(), below(copy.destination(), source));
                copied.add(new Copy(inContext.substring(1), destination, true));
            }
        }
        return copied;
    }

    private static String below(String folder, String path) {
        return folder.equals("/") ? path.substring(1) : path.equals(folder) ? "." : path.substring(folder.length() + 1);
    }
}
