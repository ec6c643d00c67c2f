package dev.sild.compose.translate.image;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.images.text.PackageScript;
import dev.sild.images.text.PythonScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a process runs of the project: a script of {@code package.json}, or a script in a file. */
public final class ProjectScripts {
    private ProjectScripts() {}

    /**
     * Returns the words of the process that a script starts; the same words if they run no script that is known.
     *
     * @param words the words of the service's process
     * @param image the service's image
     */
    public static List<String> resolve(
            List<String> words, Attribute service, Optional<ImageFacts> image, FileBundles files) {
        return PackageScript.call(String.join(" ", words))
                .flatMap(call -> script(call, service, image, files))
                .map(script -> List.of("sh", "-c", script))
                .orElse(words);
    }

    /** Returns a script as the shell of the caller runs it, in the folder of its package. */
    private static Optional<String> script(
            PackageScript.Call call, Attribute service, Optional<ImageFacts> image, FileBundles files) {
        String folder = call.folder();
        return ProcessFiles.texts(folder.isEmpty() ? "package.json" : folder + "/package.json", service, image, files)
                .flatMap(json -> PackageScript.in(json, call.name()).stream())
                .findFirst()
                .map(script -> folder.isEmpty() ? script : "cd " + folder + " && " + script);
    }

    /**
     * Whether the last of a process's commands is a script that can only end.
     *
     * @param words the words of the service's process
     * @param image the service's image
     */
    public static boolean end(List<String> words, Attribute service, Optional<ImageFacts> image, FileBundles files) {
        return PythonScript.calledBy(String.join(" ", words))
                .filter(script ->
                        files.verdicts().of(key(script, service, image), () -> ends(script, service, image, files)))
                .isPresent();
    }

    /** What decides which files a service finds: its build, its mounts and where it starts. */
    private static List<String> key(String script, Attribute service, Optional<ImageFacts> image) {
        List<String> key = new ArrayList<>(List.of(
                "ends",
                script,
                service.get("working_dir").peek(),
                image.map(ImageFacts::workingDir).orElse("")));
        for (String part : List.of("context", "dockerfile", "dockerfile_inline", "target")) {
            key.add(service.get("build").get(part).peek());
        }
        service.get("build").get("args").entries().forEach((name, value) -> key.add(name + "=" + value.peek()));
        for (Attribute volume : service.get("volumes").items()) {
            key.add(volume.get("source").peek());
            key.add(volume.get("target").peek());
        }
        return key;
    }

    private static boolean ends(String script, Attribute service, Optional<ImageFacts> image, FileBundles files) {
        // Beside the script, and where the process or the script itself adds the folder around it.
        String folder = script.substring(0, script.lastIndexOf('/') + 1);
        String around =
                folder.isEmpty() ? folder : folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
        return ProcessFiles.texts(script, service, image, files)
                .findFirst()
                .filter(text -> PythonScript.ends(
                        text,
                        module -> Stream.of(folder, around)
                                .flatMap(place -> ProcessFiles.texts(place + module, service, image, files))
                                .findFirst()))
                .isPresent();
    }
}
