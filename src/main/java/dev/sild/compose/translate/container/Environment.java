package dev.sild.compose.translate.container;

import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.compose.translate.source.SecretParts;
import dev.sild.model.Container.Env;
import dev.sild.model.Files;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.secrets.SecretValues;
import dev.sild.secrets.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The environment of one service: plain values, and secret ones that live in a Secret of the service's and come by
 * reference. Commands that hold a secret get it through a variable here.
 */
public final class Environment {
    private final String component;
    private final ServiceNames names;
    private final Secrecy secrecy;
    private final VariableNames variableNames;
    private final Map<String, Text> plain = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    /** What the secret values are made of, for those that the environment itself says. */
    private final Map<String, Text> secretTexts = new LinkedHashMap<>();

    private final List<String> order = new ArrayList<>();

    private Environment(String component, ServiceNames names, Secrecy secrecy, VariableNames variableNames) {
        this.component = component;
        this.names = names;
        this.secrecy = secrecy;
        this.variableNames = variableNames;
    }

    /** Reads {@code environment}, in which the loader has merged {@code env_file}. */
    public static Environment of(
            Attribute service, String component, ServiceNames names, Secrecy secrecy, VariableNames variableNames) {
        Environment environment = new Environment(component, names, secrecy, variableNames);
        Attribute variables = service.get("environment");
        variables
                .entries()
                .forEach((name, variable) -> environment
                        .variableNames
                        .of(name, variable, variables)
                        .ifPresent(called -> environment.read(name, called, variable)));
        service.get("env_file").done();
        return environment;
    }

    /** Reads a variable, which is {@code called} so in the pod. */
    private void read(String name, String called, Attribute attribute) {
        Text value = attribute.text();
        Text rewritten = names.changed().rewrite(name, value);
        if (!rewritten.value().equals(value.value())) {
            attribute.note(Code.HOST_REPLACED, "a host name in '" + name + "' is replaced by its name in Kubernetes");
        }
        names.changed()
                .nameServer(name, value.value())
                .ifPresent(address -> attribute.note(
                        Code.ENGINE_ADDRESS,
                        name + ": a name server is asked by its address, and that of '"
                                + names.changed().legal(address) + "' in a cluster is not " + address,
                        "remove the variable if the program works with the name server of the cluster"));
        order.add(called);
        if (secrecy.isSecret(name, value)) {
            secrets.put(called, rewritten.value());
            secretTexts.put(called, rewritten);
        } else {
            plain.put(called, rewritten);
        }
    }

    /** Returns what services are called. */
    ServiceNames names() {
        return names;
    }

    /** Returns what the variables of its containers are called. */
    public VariableNames variableNames() {
        return variableNames;
    }

    Secrecy secrecy() {
        return secrecy;
    }

    /** Whether there is a variable of that name. */
    boolean has(String name) {
        return order.contains(name);
    }

    /** Adds a variable unless there is one of that name. */
    public void addAbsent(String name, Text value) {
        if (has(name)) {
            return;
        }
        order.add(name);
        if (secrecy.isSecret(name, value)) {
            secrets.put(name, value.value());
            secretTexts.put(name, value);
        } else {
            plain.put(name, value);
        }
    }

    /** Changes the value of a variable that the compose file says; returns whether it has another one now. */
    public boolean change(String name, UnaryOperator<Text> change) {
        Map<String, Text> values = secretTexts.containsKey(name) ? secretTexts : plain;
        Text before = values.get(name);
        Text after = before == null ? Text.EMPTY : change.apply(before);
        if (before == null || after.value().equals(before.value())) {
            return false;
        }
        values.put(name, after);
        secrets.computeIfPresent(name, (key, value) -> after.value());
        return true;
    }

    /**
     * Returns {@code argument} with its secrets replaced by references to variables, which are added where they are not
     * there yet; the same text where it has none.
     */
    Text withoutSecrets(Text argument) {
        return withoutSecrets(argument, List.of());
    }

    /** Returns the same of a word of a command that has these before it. */
    Text withoutSecrets(Text argument, List<String> before) {
        String text = argument.value();
        if (argument instanceof Text.Literal && text.indexOf(' ') < 0 && SecretValues.hasPassword(text)) {
            // An address is kept in one piece: a user who changes its password in the Secret sees what it
            // is for.
            return new Text.EnvRef(secretVariable("SILD_ARGUMENT", text));
        }
        if (argument instanceof Text.Variable variable && secrecy.isSecret(variable)) {
            return new Text.EnvRef(secretVariable(variable.name(), variable.value()));
        }
        List<Span> spans = secrecy.spans(argument, before);
        if (!spans.isEmpty()) {
            return SecretParts.replaced(argument, spans, (name, value) -> new Text.EnvRef(secretVariable(name, value)));
        }
        return SecretValues.isSecret(text) ? new Text.EnvRef(secretVariable("SILD_ARGUMENT", text)) : argument;
    }

    /**
     * Returns the value of {@code key} as {@link #withoutSecrets(Text)} does, and by reference where its key says
     * secret.
     */
    Text withoutSecrets(String key, Text value) {
        return secrecy.isSecretName(key) && secrecy.isSecret(key, value)
                ? new Text.EnvRef(secretVariable(key, value.value()))
                : withoutSecrets(value);
    }

    /** Whether the value of an option, {@code --admin-password}, is a secret by the option's name. */
    boolean isSecretOption(String option, Text value) {
        String name = option.replaceFirst("^--?", "");
        return name.length() > 2 && secrecy.isSecretName(name) && secrecy.isSecret(name, value);
    }

    /**
     * Returns the value of a variable that only another container of the service has: by reference where it is a
     * secret. To be called when all that this container has is known.
     */
    public Text kept(String key, Text value) {
        if (!secrecy.isSecret(key, value)) {
            return value;
        }
        String name = key;
        for (int i = 2;
                (order.contains(name) || secrets.containsKey(name))
                        && !value.value().equals(secrets.get(name));
                i++) {
            name = key + "_" + i;
        }
        secrets.put(name, value.value());
        return new Text.SecretRef(bundleName(), VariableNames.key(name));
    }

    /**
     * Returns the name of a variable with that secret value: one that is there, {@code wanted}, or that with a number.
     */
    private String secretVariable(String wanted, String value) {
        if (value.equals(secrets.get(wanted))) {
            return wanted;
        }
        for (Map.Entry<String, String> known : secrets.entrySet()) {
            // Two that are not set yet are not the same.
            if (!value.isEmpty() && known.getValue().equals(value)) {
                return known.getKey();
            }
        }
        String name = wanted;
        for (int i = 2; order.contains(name) && !value.equals(secrets.get(name)); i++) {
            name = wanted + "_" + i;
        }
        if (!order.contains(name)) {
            order.add(name);
            secrets.put(name, value);
        }
        return name;
    }

    /** Returns the variables in the order they were written. */
    public List<Env> variables() {
        return order.stream()
                .map(name -> new Env(
                        name,
                        plain.containsKey(name)
                                ? plain.get(name)
                                : new Text.SecretRef(bundleName(), VariableNames.key(name))))
                .toList();
    }

    /** Returns the plain and secret values by name, for finding addresses in them. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : order) {
            values.put(name, plain.containsKey(name) ? plain.get(name).value() : secrets.get(name));
        }
        return values;
    }

    /** Returns the bundle of the secret values; nothing where there are none. */
    public Optional<Files> bundle() {
        if (secrets.isEmpty()) {
            return Optional.empty();
        }
        List<Files.Entry> entries = new ArrayList<>();
        secrets.forEach((name, value) -> {
            String key = VariableNames.key(name);
            entries.add(new Files.Entry(key, key, -1, value.getBytes(StandardCharsets.UTF_8)));
        });
        return Optional.of(new Files(bundleName(), entries, true, true, Optional.of(component)));
    }

    /**
     * Returns the secret values by name, as the compose file says them: from which variables, too. Empty where there
     * are none, and where a command has one of its own. Services with the same ones can share a bundle: they stay the
     * same when a variable gets another value.
     */
    public Map<String, Text> sharedSecrets() {
        return secretTexts.keySet().equals(secrets.keySet()) ? new LinkedHashMap<>(secretTexts) : Map.of();
    }

    public String bundleName() {
        return dev.sild.model.Names.label(component, "env");
    }
}
