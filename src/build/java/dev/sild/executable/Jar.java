package dev.sild.executable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The classes of a jar. */
record Jar(Path file) {
    private static final String END = ".class";

    /** Returns the names of all classes whose names begin with {@code start}, sorted. */
    List<String> classes(String start) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(END) && !name.startsWith("META-INF"))
                    .map(name -> name.substring(0, name.length() - END.length()).replace('/', '.'))
                    .filter(name -> name.startsWith(start) && !name.endsWith("package-info"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the names of classes in and below {@code packageName} that the classes {@code users} name. */
    Set<String> named(List<String> users, String packageName) throws IOException {
        Set<String> found = new TreeSet<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (String user : users) {
                found.addAll(ClassConstants.names(
                        jar.getInputStream(jar.getEntry(user.replace('.', '/') + END)),
                        packageName.replace('.', '/') + '/'));
            }
        }
        Set<String> names = new TreeSet<>();
        found.forEach(name -> names.add(name.replace('/', '.')));
        return names;
    }
}
