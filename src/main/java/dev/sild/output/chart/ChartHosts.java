package dev.sild.output.chart;

import dev.sild.syntax.HelmText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The host names of Ingresses and routes, which a chart takes from its values. */
record ChartHosts(ChartValues values, ChartExpressions asking) {

    void ingress(String name, Map<String, Object> spec) {
        List<Object> hosts = new ArrayList<>();
        for (Map<String, Object> rule : ChartTemplates.list(spec, "rules")) {
            if (rule.containsKey("host")) {
                rule.put("host", host(name, hosts, rule.get("host")));
            }
        }
        for (Map<String, Object> tls : ChartTemplates.list(spec, "tls")) {
            if (tls.get("hosts") instanceof List<?> names) {
                tls.put(
                        "hosts",
                        names.stream().map(host -> host(name, hosts, host)).toList());
            }
        }
    }

    void route(String name, Map<String, Object> spec) {
        if (spec.get("hostnames") instanceof List<?> names) {
            List<Object> hosts = new ArrayList<>();
            spec.put(
                    "hostnames",
                    names.stream().map(host -> host(name, hosts, host)).toList());
        }
    }

    private Object host(String name, List<Object> hosts, Object host) {
        if (!hosts.contains(host)) {
            hosts.add(host);
            values.hosts()
                    .put(
                            name,
                            hosts.stream()
                                    .map(each -> (String) asking.value(each, ChartValues.HOST))
                                    .toList());
        }
        return ChartTemplates.template(
                "tpl (index .Values.hosts " + HelmText.string(name) + " " + hosts.indexOf(host) + ") .");
    }
}
