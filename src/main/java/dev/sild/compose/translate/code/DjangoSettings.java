package dev.sild.compose.translate.code;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings of a Django project that are divided into several files, of which one is chosen: {@code settings/base.py}
 * with {@code settings/local.py} and {@code settings/production.py}.
 */
public final class DjangoSettings {
    /** The variable with the chosen module. */
    public static final String MODULE = "DJANGO_SETTINGS_MODULE";

    private static final Pattern CHOSEN =
            Pattern.compile("[\"']" + MODULE + "[\"']\\s*+[,\\]]\\s*+=?\\s*+[\"']([\\w.]{1,200})[\"']");
    private static final Pattern DATABASES = Pattern.compile("^DATABASES\\s*+(?::[^=]{1,60}+)?=", Pattern.MULTILINE);
    private static final Pattern IMPORT =
            Pattern.compile("^from[ \\t]++(\\.{0,3}+)([\\w.]{0,200}+)[ \\t]++import\\b", Pattern.MULTILINE);
    private static final Pattern OF_SETTINGS = Pattern.compile("(?i)(?:.*/)?settings(?:/[^/]*|[\\w-]*)\\.py");
    private static final int MOST = 50;

    private final Map<String, String> texts = new HashMap<>();
    private String chosen = "";

    private DjangoSettings() {}

    /**
     * Returns the files of settings whose databases the project does not use: others are chosen, or take their place.
     *
     * @param module the chosen module; empty where {@code manage.py} chooses it
     */
    public static Set<String> unused(SourceTree tree, String module) {
        DjangoSettings settings = new DjangoSettings();
        tree.texts(settings::add);
        return settings.unused(module.isEmpty() ? settings.chosen : module);
    }

    private void add(String file, String text) {
        if (OF_SETTINGS.matcher(file).matches() && texts.size() < MOST) {
            texts.put(file, text);
        } else if (chosen.isEmpty() && CodeNames.name(file).equals("manage.py")) {
            Matcher module = CHOSEN.matcher(text);
            chosen = module.find() ? module.group(1) : "";
        }
    }

    private Set<String> unused(String module) {
        Optional<String> start = module.isEmpty() ? Optional.empty() : file(module);
        if (start.isEmpty()) {
            return Set.of();
        }
        Set<String> seen = new LinkedHashSet<>(start.stream().toList());
        Deque<String> next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            String file = next.remove();
            String text = texts.get(file);
            // Later settings take the place of those that were imported before.
            if (!DATABASES.matcher(text).find()) {
                Matcher imported = IMPORT.matcher(text);
                while (imported.find()) {
                    file(file, imported.group(1), imported.group(2))
                            .filter(seen::add)
                            .ifPresent(next::add);
                }
            }
        }
        Set<String> unused = new HashSet<>(texts.keySet());
        unused.removeAll(seen);
        return unused;
    }

    /** Returns the file of a module that another one imports. */
    private Optional<String> file(String from, String dots, String module) {
        if (dots.isEmpty()) {
            return file(module);
        }
        String folder = from;
        for (int i = 0; i < dots.length(); i++) {
            folder = CodePath.parent(folder);
        }
        String path = (folder.isEmpty() ? "" : folder + "/") + module.replace('.', '/');
        return List.of(path + ".py", path + "/__init__.py").stream()
                .filter(texts::containsKey)
                .findFirst();
    }

    private Optional<String> file(String module) {
        String path = "/" + module.replace('.', '/');
        return texts.keySet().stream()
                .filter(file -> ("/" + file).endsWith(path + ".py") || ("/" + file).endsWith(path + "/__init__.py"))
                .min(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
    }
}
