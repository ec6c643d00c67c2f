package dev.sild.operator;

import dev.sild.stacks.shared.Permissions;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Map;

/** Reads the operator's settings by the names that Quarkus gives them, without the classes that its build makes. */
public final class SettingsReader {
    private SettingsReader() {}

    /** Returns what an operator with these variables in its environment allows the authors of stacks. */
    public static Permissions permissions(Map<String, String> environment) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .build();
        return StackPermissions.of(of(Settings.class, config, "sild"));
    }

    private static <T> T of(Class<T> type, SmallRyeConfig config, String prefix) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    String name = prefix + "."
                            + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                    return method.getReturnType().isInterface()
                            ? of(method.getReturnType(), config, name)
                            : value(config, method, name);
                }));
    }

    private static Object value(SmallRyeConfig config, Method method, String name) {
        return method.getGenericReturnType().getTypeName().contains("List")
                ? config.getOptionalValues(name, String.class)
                : config.getOptionalValue(name, String.class);
    }
}
