package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.images.DockerIgnore;
import dev.sild.model.Origin;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records whose {@code equals} or {@code hashCode} is written by hand: these look at every component. */
class RecordEqualityTest {
    private static final byte[][] BYTES = {{1}, {2}};
    private static final DockerIgnore[] IGNORED = {DockerIgnore.parse("a"), DockerIgnore.parse("b")};

    static List<Class<?>> records() throws Exception {
        Path root = Path.of(
                Origin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("dev/sild"))) {
            for (Path file : (Iterable<Path>)
                    files.filter(path -> path.toString().endsWith(".class")).sorted()::iterator) {
                String name = root.relativize(file).toString().replace('/', '.');
                Class<?> type = Class.forName(
                        name.substring(0, name.length() - ".class".length()),
                        false,
                        RecordEqualityTest.class.getClassLoader());
                // The compiler's own methods are final.
                if (type.isRecord()
                        && Stream.of(type.getDeclaredMethods())
                                .filter(RecordEqualityTest::isOfEquality)
                                .anyMatch(method -> !Modifier.isFinal(method.getModifiers()))) {
                    all.add(type);
                }
            }
        }
        return all;
    }

    private static boolean isOfEquality(Method method) {
        return method.getName().equals("hashCode") && method.getParameterCount() == 0
                || method.getName().equals("equals")
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {Object.class});
    }

    @Test
    void areFound() throws Exception {
        assertThat(records()).contains(Origin.class).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyComponentCounts(Class<?> type) throws Exception {
        RecordComponent[] components = type.getRecordComponents();
        Object one = make(type, -1);

        assertThat(make(type, -1)).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(one).isNotEqualTo(null).isNotEqualTo("another type");
        for (int i = 0; i < components.length; i++) {
            assertThat(make(type, i)).as(components[i].getName()).isNotEqualTo(one);
        }
    }

    /** Makes a record, in which the component at an index differs from that of others. */
    private static Object make(Class<?> type, int different) throws Exception {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType(), i == different ? 1 : 0);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    /** Returns a value, which is new where its type allows that; two variants of one type are not equal. */
    private static Object value(Type generic, int variant) throws Exception {
        if (generic instanceof ParameterizedType of) {
            Object inner = value(of.getActualTypeArguments()[of.getActualTypeArguments().length - 1], variant);
            return switch (((Class<?>) of.getRawType()).getSimpleName()) {
                case "List" -> List.of(inner);
                case "Set" -> Set.of(inner);
                case "Optional" -> Optional.of(inner);
                case "Map" -> Map.of(value(of.getActualTypeArguments()[0], variant), inner);
                default -> throw new IllegalArgumentException("add a value of " + generic);
            };
        }
        Class<?> type = (Class<?>) generic;
        if (type == String.class) {
            return new String("/" + variant);
        }
        if (type == int.class || type == Integer.class) {
            return 1000 + variant;
        }
        if (type == long.class || type == Long.class) {
            return 1000L + variant;
        }
        if (type == boolean.class || type == Boolean.class) {
            return variant == 1;
        }
        if (type == Path.class) {
            return Path.of("/" + variant);
        }
        if (type == byte[].class) {
            return BYTES[variant];
        }
        if (type == DockerIgnore.class) {
            return IGNORED[variant];
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[variant];
        }
        if (type.isSealed()) {
            return value(type.getPermittedSubclasses()[0], variant);
        }
        if (type.isRecord()) {
            Object[] made = {make(type, -1), make(type, 0)};
            return made[variant];
        }
        throw new IllegalArgumentException("add a value of " + type);
    }
}
