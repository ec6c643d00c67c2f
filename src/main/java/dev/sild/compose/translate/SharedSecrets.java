package dev.sild.compose.translate;

import dev.sild.compose.translate.container.Environment;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Files;
import dev.sild.model.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Makes one bundle of those of services whose environments have the same secret values under the same names, as with
 * one {@code env_file} for all. It has the name of the first of them in alphabetical order, which a project that was
 * converted before already has.
 */
final class SharedSecrets {
    private final Map<String, String> names;

    private SharedSecrets(Map<String, String> names) {
        this.names = names;
    }

    /** Returns the application with shared bundles for the environments of its services. */
    static Application in(Application application, Collection<Environment> environments) {
        Map<Map<String, Text>, TreeSet<String>> alike = new HashMap<>();
        for (Environment environment : environments) {
            Map<String, Text> secrets = environment.sharedSecrets();
            if (!secrets.isEmpty()) {
                alike.computeIfAbsent(secrets, key -> new TreeSet<>()).add(environment.bundleName());
            }
        }
        Map<String, String> names = new HashMap<>();
        alike.values().stream()
                .filter(bundles -> bundles.size() > 1)
                .forEach(bundles -> bundles.forEach(name -> names.put(name, bundles.first())));
        return names.isEmpty() ? application : new SharedSecrets(names).of(application);
    }

    private Application of(Application application) {
        List<Files> files = new ArrayList<>();
        for (Files bundle : application.files()) {
            String shared = names.getOrDefault(bundle.name(), "");
            if (shared.isEmpty() || shared.equals(bundle.name())) {
                files.add(shared.isEmpty() ? bundle : bundle.shared());
            }
        }
        List<Component> components =
                application.components().stream().map(this::of).toList();
        return application.with(builder -> builder.files(files).components(components));
    }

    private Component of(Component component) {
        return component.with(
                builder -> builder.containers(of(component.containers())).inits(of(component.inits())));
    }

    private List<Container> of(List<Container> containers) {
        return containers.stream()
                .map(container ->
                        container.withEnv(container.env().stream().map(this::of).toList()))
                .toList();
    }

    private Env of(Env variable) {
        return variable.value() instanceof Text.SecretRef secret && names.containsKey(secret.files())
                ? new Env(variable.name(), new Text.SecretRef(names.get(secret.files()), secret.key()))
                : variable;
    }
}
