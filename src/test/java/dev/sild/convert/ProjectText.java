package dev.sild.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The text of a random project, and what is drawn for it. */
abstract class ProjectText {
    /** How every secret value begins, and nothing else. */
    static final String SECRET = "Zq7sEcReT";

    final Random random;
    final Map<String, String> environment = new LinkedHashMap<>();
    final StringBuilder yaml = new StringBuilder();
    int secrets;

    ProjectText(Random random) {
        this.random = random;
    }

    String secretValue() {
        return SECRET + secrets++;
    }

    String secretInUrl() {
        return "redis://:" + secretValue() + "@cache:6379/0";
    }

    void optional(int percent, String text) {
        if (chance(percent)) {
            line(2, text);
        }
    }

    void line(int depth, String text) {
        yaml.append("  ".repeat(depth)).append(text).append('\n');
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> List<T> some(List<T> from, int least, int most) {
        List<T> all = new ArrayList<>(from);
        java.util.Collections.shuffle(all, random);
        return all.subList(0, Math.min(all.size(), least + random.nextInt(most - least + 1)));
    }

    static String quote(String text) {
        return '"' + text + '"';
    }
}
