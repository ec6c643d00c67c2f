package dev.sild.executable;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The classes that objects of some classes can contain, and what the annotations of all these name. */
final class HeldTypes {
    private final Predicate<Class<?>> counted;
    private final Set<String> held = new TreeSet<>();
    private final Set<String> annotated = new TreeSet<>();

    private HeldTypes(Predicate<Class<?>> counted) {
        this.counted = counted;
    }

    /** Follows fields, superclasses and nested classes of {@code names}, as far as {@code counted} accepts them. */
    static HeldTypes of(Set<String> names, Predicate<Class<?>> counted) {
        HeldTypes types = new HeldTypes(counted);
        types.held.addAll(names);
        Deque<String> left = new ArrayDeque<>(names);
        while (!left.isEmpty()) {
            types.follow(Loaded.type(left.pop()), left);
        }
        return types;
    }

    /** The names of the classes, those at the start included. */
    Set<String> names() {
        return held;
    }

    /** The names of the concrete classes that annotations name: serializers, deserializers and their like. */
    Set<String> inAnnotations() {
        return annotated;
    }

    private void follow(Class<?> type, Deque<String> left) {
        List<Type> next = new ArrayList<>(Arrays.asList(type.getDeclaredClasses()));
        if (type.getSuperclass() != null) {
            next.add(type.getGenericSuperclass());
        }
        addAnnotations(type);
        for (Field field : type.getDeclaredFields()) {
            addAnnotations(field);
            if (!Modifier.isStatic(field.getModifiers())) {
                next.add(field.getGenericType());
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            addAnnotations(method);
        }
        next.stream().flatMap(HeldTypes::classes).filter(counted).forEach(one -> {
            if (held.add(one.getName())) {
                left.push(one.getName());
            }
        });
    }

    private static Stream<Class<?>> classes(Type type) {
        if (type instanceof Class<?> plain) {
            return Stream.of(plain.isArray() ? plain.getComponentType() : plain);
        }
        if (type instanceof ParameterizedType parameterized) {
            return Stream.concat(
                    classes(parameterized.getRawType()),
                    Arrays.stream(parameterized.getActualTypeArguments()).flatMap(HeldTypes::classes));
        }
        if (type instanceof WildcardType wildcard) {
            return Arrays.stream(wildcard.getUpperBounds()).flatMap(HeldTypes::classes);
        }
        return Stream.empty();
    }

    private void addAnnotations(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            Class<? extends Annotation> kind = annotation.annotationType();
            if (kind.getName().startsWith("java.")) {
                continue;
            }
            for (Method member : kind.getDeclaredMethods()) {
                Object value = value(annotation, member);
                for (Object one : value instanceof Object[] several ? several : new Object[] {value}) {
                    if (one instanceof Class<?> named && isMade(named)) {
                        annotated.add(named.getName());
                    }
                }
            }
        }
    }

    private static boolean isMade(Class<?> type) {
        return !type.isPrimitive()
                && !Modifier.isAbstract(type.getModifiers())
                && !type.getName().startsWith("java.");
    }

    private static Object value(Annotation annotation, Method member) {
        try {
            member.setAccessible(true);
            return member.invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new MetadataException("the annotation " + annotation + " cannot be read: " + e);
        }
    }
}
