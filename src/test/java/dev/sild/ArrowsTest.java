package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds the arrows between packages, one line a package: {@code arrows.txt} says what each uses. A new arrow fails here
 * until it is added to the file, where a reviewer sees it.
 */
class ArrowsTest {

    private static final Path ARROWS = Path.of("src", "test", "resources", "arrows.txt");
    private static final String OURS = "dev.sild.";

    @Test
    void packagesUseWhatTheFileSays() throws IOException {
        Map<String, TreeSet<String>> arrows = new TreeMap<>();
        for (JavaClass type : OurClasses.ALL) {
            String from = name(type);
            if (from.startsWith("v1alpha1") || from.equals("packaging")) {
                continue;
            }
            TreeSet<String> to = arrows.computeIfAbsent(from, unused -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith(OURS))
                    .map(ArrowsTest::name)
                    .filter(target -> !target.equals(from))
                    .forEach(to::add);
        }
        String found = arrows.entrySet().stream()
                .map(entry -> (entry.getKey() + " -> " + String.join(" ", entry.getValue())).strip() + "\n")
                .collect(Collectors.joining());

        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(ARROWS, found);
        }
        assertThat(found)
                .as("arrows.txt; if a new arrow is meant, write it again with -Dgolden.rewrite=true")
                .isEqualTo(Files.readString(ARROWS));
    }

    /** Generated classes count as one package. */
    private static String name(JavaClass type) {
        String name = type.getPackageName().substring(OURS.length());
        return name.startsWith("v1alpha1") ? "v1alpha1" : name;
    }
}
