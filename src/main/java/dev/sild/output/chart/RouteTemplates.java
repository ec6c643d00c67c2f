package dev.sild.output.chart;

import dev.sild.output.chart.ChartSettings.Setting;
import dev.sild.output.trace.TemplatedScalar;
import dev.sild.output.trace.TextConversion;
import dev.sild.syntax.HelmText;
import dev.sild.yaml.TemplateLines;
import dev.sild.yaml.YamlWriter.Verbatim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Ingresses and routes: whether there is one, for which hosts, with which class, certificates and annotations. */
final class RouteTemplates {
    private final ChartContext chart;
    private final Map<String, Integer> made = new HashMap<>();

    RouteTemplates(ChartContext chart) {
        this.chart = chart;
    }

    /** Returns where the values of a service's ingress or route are: a second one has a number. */
    private ValuePath path(String key, String kind) {
        int number = made.merge(key + "." + kind, 1, Integer::sum);
        return ValuePath.of(key, number == 1 ? kind : kind + number);
    }

    /** Makes values of an Ingress, and returns the condition for it. */
    String ingress(String key, Map<String, Object> tree) {
        ValuePath path = path(key, "ingress");
        String condition = enabled(key, path, tree);
        Map<String, Object> spec = Trees.map(tree, "spec");
        if (!spec.containsKey("ingressClassName")) {
            Trees.prepend(spec, "ingressClassName", null);
        }
        chart.settings()
                .optional(
                        spec,
                        "ingressClassName",
                        "",
                        new Setting(
                                path.then("className"),
                                key,
                                "Ingress class; empty for the cluster's default",
                                ValueSchemas.text()));
        List<Map<String, Object>> rules = Trees.list(spec, "rules");
        List<Map<String, Object>> paths =
                rules.stream().map(rule -> Trees.map(rule, "http")).distinct().toList();
        if (paths.size() == 1
                && Trees.isData(paths.get(0))
                && (rules.size() == 1 || rules.stream().allMatch(rule -> rule.containsKey("host")))) {
            rules(key, path, spec, paths.get(0));
        }
        chart.settings()
                .block(
                        spec,
                        "tls",
                        new Setting(
                                path.then("tls"),
                                key,
                                "Certificates, each as {secretName: …, hosts: […]}",
                                ValueSchemas.objects()),
                        List.of());
        return condition;
    }

    private void rules(String key, ValuePath path, Map<String, Object> spec, Map<String, Object> http) {
        List<Object> hosts = new ArrayList<>();
        Trees.list(spec, "rules").stream()
                .map(rule -> rule.get("host"))
                .filter(host -> host != null)
                .forEach(hosts::add);
        Setting setting = new Setting(path.then("hosts"), key, "Host names; empty for all", ValueSchemas.hosts());
        String range = hosts(setting, hosts);
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("host", new Verbatim(HelmText.action(". | quote")));
        rule.put("http", http);
        Map<String, Object> open = new LinkedHashMap<>();
        open.put("http", http);
        spec.put(
                "rules",
                new ArrayList<>(List.of(
                        TemplateLines.of(HelmText.line("range " + range)),
                        rule,
                        TemplateLines.of(HelmText.line("else")),
                        open,
                        TemplateLines.of(HelmText.line("end")))));
    }

    /** Returns what yields a list of host names. */
    private String hosts(Setting setting, List<Object> hosts) {
        if (hosts.stream().allMatch(String.class::isInstance)) {
            chart.values().put(setting.path(), List.copyOf(hosts), setting.comment(), setting.schema());
            return setting.path().expression();
        }
        Optional<String> variable = chart.settings().onlyVariable(hosts, setting);
        if (variable.isPresent()) {
            chart.values()
                    .set(
                            setting.path(),
                            List.of(Trees.plain(hosts.get(0))),
                            ChartSettings.mentioned(setting.comment(), variable.get()),
                            setting.schema());
            return setting.path().expression();
        }
        if (hosts.size() == 1
                && chart.settings().canBeValue((TemplatedScalar) hosts.get(0))
                && !chart.uses().isComplete()) {
            return "";
        }
        chart.values()
                .put(setting.path(), List.of(), "Host names; empty for those of the compose file", setting.schema());
        String list = hosts.stream()
                .map(host -> host instanceof TemplatedScalar asked
                        ? ChartExpressions.operand(chart.asking().of(patterned(asked), setting.owner()))
                        : HelmText.string((String) host))
                .collect(Collectors.joining(" "));
        return setting.path().expression() + " | default (list " + list + ")";
    }

    private static TemplatedScalar patterned(TemplatedScalar asked) {
        return asked.form() == TextConversion.TEXT && asked.text() instanceof dev.sild.model.Text.Variable
                ? new TemplatedScalar(asked.text(), asked.form(), asked.was(), ValueSchemas.HOST)
                : asked;
    }

    /** Makes values of a route of the Gateway API, and returns the condition for it. */
    String route(String key, Map<String, Object> tree) {
        ValuePath path = path(key, "route");
        String condition = enabled(key, path, tree);
        Map<String, Object> spec = Trees.map(tree, "spec");
        if (spec.get("hostnames") instanceof List<?> names && !Trees.isData(names)) {
            Setting setting = new Setting(path.then("hostnames"), key, "Host names", ValueSchemas.hosts());
            String range = hosts(setting, new ArrayList<>(names));
            spec.put(
                    "hostnames",
                    new ArrayList<>(List.of(TemplateLines.of(
                            HelmText.line("toYaml (" + range + ") | nindent " + TemplateLines.INDENTATION)))));
        } else {
            chart.settings()
                    .block(
                            spec,
                            "hostnames",
                            new Setting(path.then("hostnames"), key, "Host names; empty for all", ValueSchemas.hosts()),
                            List.of());
        }
        chart.settings()
                .block(
                        spec,
                        "parentRefs",
                        new Setting(
                                path.then("parentRefs"),
                                key,
                                "Gateways that the route belongs to",
                                ValueSchemas.objects()),
                        List.of());
        return condition;
    }

    private String enabled(String key, ValuePath path, Map<String, Object> tree) {
        ValuePath enabled = path.then("enabled");
        chart.values().put(enabled, true, "Whether the service is open to the outside this way", ValueSchemas.bool());
        chart.settings()
                .block(
                        Trees.map(tree, "metadata"),
                        "annotations",
                        new Setting(
                                path.then("annotations"),
                                key,
                                "Annotations, such as those of the controller",
                                ValueSchemas.strings()),
                        Map.of());
        return enabled.expression();
    }
}
