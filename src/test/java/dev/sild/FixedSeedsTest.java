package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

/** The gate says the same of the same sources whenever it runs; new inputs are for the tiers. */
class FixedSeedsTest {
    @Test
    void everyPropertyOfTheGateHasAFixedSeed() throws Exception {
        List<Method> properties = testClasses().stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Property.class))
                .filter(method -> !method.isAnnotationPresent(Tag.class)
                        && !method.getDeclaringClass().isAnnotationPresent(Tag.class))
                .toList();
        assertThat(properties)
                .hasSizeGreaterThan(30)
                .allSatisfy(method -> assertThat(
                                method.getAnnotation(Property.class).seed())
                        .as(method.toString())
                        .isNotEmpty());
    }

    private static List<Class<?>> testClasses() throws Exception {
        Path root = Path.of(FixedSeedsTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("dev/sild"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith("Test.class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.');
                types.add(Class.forName(
                        name.substring(0, name.length() - ".class".length()),
                        false,
                        FixedSeedsTest.class.getClassLoader()));
            }
        }
        return types;
    }
}
