package dev.sild.compose.translate;

import dev.sild.model.Container.Env;
import dev.sild.model.Lookup;
import dev.sild.model.Text;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The values of variables that files of a container may refer to, without those of secrets. */
final class PlainVariables {
    private PlainVariables() {}

    /** Returns the values by the name of the component; a variable without a plain value is empty. */
    static Function<String, UnaryOperator<String>> of(Collection<ServiceFacts> services) {
        Map<String, ServiceFacts> facts = new HashMap<>();
        services.forEach(service -> facts.put(service.name(), service));
        return component -> {
            Map<String, String> values = Lookup.required(facts, component).environment().variables().stream()
                    .filter(variable -> !(variable.value() instanceof Text.SecretRef))
                    .collect(Collectors.toMap(
                            Env::name, variable -> variable.value().value(), (first, last) -> last));
            return name -> values.getOrDefault(name, "");
        };
    }
}
