package dev.sild.compose.translate.relations;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Lookup;
import dev.sild.model.Mention;
import java.util.Map;
import java.util.Set;

/**
 * How the services of a project relate.
 *
 * @param services the services, in the order of the files
 * @param names by which names they find each other
 * @param order which services wait for which
 * @param namespaces who uses whose network, processes or memory
 * @param addressed the components that a service's environment, command and files name, and where, by service
 * @param asked the ports of components that the same name, by service
 */
public record Relations(
        Map<String, Attribute> services,
        ServiceNames names,
        ServiceOrder order,
        Namespaces namespaces,
        Map<String, Map<String, Set<Mention>>> addressed,
        Map<String, Map<String, Set<Integer>>> asked) {

    public Attribute service(String service) {
        return Lookup.required(services, service);
    }

    public String component(String service) {
        return names.component(service);
    }
}
