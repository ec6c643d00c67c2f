package dev.sild.podman;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The shell scripts in the file of a pipeline. */
public final class PipelineScripts {
    private PipelineScripts() {}

    /** Returns the shell scripts of a pipeline, in order. */
    public static List<String> of(String system, String text) {
        List<String> scripts = new ArrayList<>();
        if (system.equals("jenkins")) {
            String[] parts = text.split("script: '''", -1);
            for (int i = 1; i < parts.length; i++) {
                scripts.add(parts[i].substring(0, parts[i].replace("\\'", "__").indexOf("'''"))
                        .replace("\\'", "'")
                        .replace("\\\\", "\\"));
            }
        } else {
            collect(new Load(LoadSettings.builder().build()).loadFromString(text), scripts);
        }
        return scripts;
    }

    private static void collect(Object node, List<String> scripts) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof String script && (key.equals("run") || key.equals("script"))) {
                    scripts.add(script);
                } else if (value instanceof List<?> list && key.equals("script")) {
                    list.forEach(each -> scripts.add((String) each));
                } else {
                    collect(value, scripts);
                }
            });
        } else if (node instanceof List<?> list) {
            list.forEach(each -> collect(each, scripts));
        }
    }
}
