package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ProcessFiles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.images.ScriptWrites;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scripts of the project that a service's process runs, and what they write to. */
final class WritingScripts {
    private static final int MOST_SCRIPTS = 10;
    private static final Pattern SCRIPT = Pattern.compile("(?<![\\w$}])/[\\w./-]{1,200}\\.sh\\b");

    private WritingScripts() {}

    /**
     * Returns what each of them writes.
     *
     * @param process the words of the service's process
     */
    static List<ScriptWrites> of(
            Attribute service, Optional<ImageFacts> image, List<String> process, FileBundles bundles) {
        Map<String, String> variables = new HashMap<>(image.map(ImageFacts::env).orElse(Map.of()));
        service.get("environment").entries().forEach((name, value) -> variables.put(name, value.peek()));
        String stated = service.get("working_dir").peek();
        String folder = stated.isEmpty() ? image.map(ImageFacts::workingDir).orElse("") : stated;
        List<ScriptWrites> writes = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (String word : process) {
            if (word.indexOf(' ') > 0 || word.indexOf('\n') > 0) {
                writes.add(ScriptWrites.of(word, variables, folder));
                addCalled(word, files);
            } else if (word.contains("/") || word.endsWith(".sh")) {
                files.add(word);
            }
        }
        for (int i = 0; i < Math.min(files.size(), MOST_SCRIPTS); i++) {
            String file = files.get(i);
            ProcessFiles.texts(file, service, image, bundles)
                    .filter(text -> text.startsWith("#!") || file.endsWith(".sh"))
                    .findFirst()
                    .ifPresent(text -> {
                        writes.add(ScriptWrites.of(text, variables, folder));
                        addCalled(text, files);
                    });
        }
        return writes;
    }

    private static void addCalled(String script, List<String> files) {
        Matcher called = SCRIPT.matcher(script);
        while (called.find() && files.size() < MOST_SCRIPTS) {
            if (!files.contains(called.group())) {
                files.add(called.group());
            }
        }
    }
}
