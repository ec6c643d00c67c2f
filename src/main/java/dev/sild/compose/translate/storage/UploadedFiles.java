package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.code.ProgramWrites;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.images.BuildSteps;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownImages;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Folders of uploads into which the code that an image is built from writes what users send. */
final class UploadedFiles {
    /** A text without any of these names no folder of uploads. */
    private static final List<String> WORDS = List.of(
            "pload",
            "PLOAD",
            "vatar",
            "VATAR",
            "ttachment",
            "TTACHMENT",
            "MEDIA_",
            "multer",
            "->move",
            "->store(",
            "saveAs(",
            ".mv(",
            "SaveFile(",
            "Interceptor(",
            "store_dir");

    /** Code of pages, which browsers run, and of clients of stores elsewhere, in which folders are prefixes. */
    private static final Pattern OF_PAGES = Pattern.compile(".*\\.(?:jsx|tsx|vue|svelte)");

    private static final List<String> STORES = List.of(
            "cloudinary",
            "aws-sdk",
            "boto3",
            "S3Client",
            "s3.upload",
            "S3_",
            "google-cloud/storage",
            "google.cloud",
            "BlobServiceClient",
            "supabase",
            "firebase",
            "minio",
            "Minio");

    private final BindFiles reader;

    /** By the folder of the context: many services may be built from one. */
    private final Map<Path, ProgramWrites> writes = new HashMap<>();

    UploadedFiles(BindFiles reader) {
        this.reader = reader;
    }

    /**
     * Returns their absolute paths in an image.
     *
     * @param facts what is known of the image
     * @param start the folder that the process starts in, absolute
     * @param variables the variables of the service, each of which may replace a folder
     */
    List<String> of(ServiceImage image, ImageFacts facts, BuildContext context, String start, Set<String> variables) {
        ProgramWrites known = writes.computeIfAbsent(context.folder(), this::read);
        return known.lasting().stream()
                .filter(place -> !variables.contains(place.variable()))
                .filter(place -> known.namedBy().getOrDefault(place, Set.of()).stream()
                        .anyMatch(file -> has(image, facts, file, context)))
                .map(place -> place.inTree() && !place.path().startsWith("/")
                        ? facts.copies().place(place.path()).orElse(ContainerPaths.absolute(start, place.path()))
                        : ContainerPaths.absolute(start, place.path()))
                // Elsewhere, it is the path of an address rather than of a folder.
                .filter(path -> ContainerPaths.contains(start, path) && !path.equals(start))
                .distinct()
                .toList();
    }

    /** Whether the image has a file, or one of its stages may make a program of it. A web server brings its own. */
    private static boolean has(ServiceImage image, ImageFacts facts, String file, BuildContext context) {
        return context.includes(context.folder().resolve(file))
                && (facts.copies().has(file)
                        || !KnownImages.isServer(image.program())
                                && image.steps().orElse(BuildSteps.UNKNOWN).takes(file));
    }

    private ProgramWrites read(Path folder) {
        return ProgramWrites.of(
                reader.paths(folder).files(),
                to -> reader.texts(folder, (path, text) -> {
                    String file = folder.relativize(path).toString().replace('\\', '/');
                    if (CodeNames.isCode(file)
                            && !CodeNames.isRunByHand(file)
                            && !CodeNames.isNotRun(file)
                            && !OF_PAGES.matcher(file).matches()
                            && WORDS.stream().anyMatch(text::contains)
                            && STORES.stream().noneMatch(text::contains)) {
                        to.accept(file, text);
                    }
                }));
    }
}
