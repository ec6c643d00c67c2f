package dev.sild.report;

import dev.sild.model.Origin;
import dev.sild.report.Finding.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The report for programs: findings, attributes, a summary and the files that were read. */
public final class JsonReport {
    private JsonReport() {}

    /** Returns {@code {"findings": […], "attributes": […], "summary": {…}, "files": […], "services": […]}}. */
    public static String of(Report report) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("findings", report.findings().stream().map(JsonReport::finding).toList());
        root.put(
                "attributes",
                report.accounts().attributes().stream()
                        .map(JsonReport::attribute)
                        .toList());
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("attributes", report.accounts().attributes().size());
        for (Outcome outcome : Outcome.values()) {
            summary.put(lower(outcome), report.accounts().count(outcome));
        }
        summary.put("otherLosses", report.accounts().otherLosses());
        root.put("summary", summary);
        root.put("files", report.files());
        root.put("services", report.services().stream().map(JsonReport::service).toList());
        return Json.of(root);
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", finding.code().id());
        json.put("severity", lower(finding.severity()));
        json.put("outcome", lower(finding.outcome()));
        place(json, finding.origin());
        json.put("attribute", finding.origin().path());
        json.put("reason", finding.reason());
        json.put("remedy", finding.remedy());
        if (!finding.command().isEmpty()) {
            json.put("command", finding.command());
        }
        return json;
    }

    private static Map<String, Object> attribute(Account account) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("attribute", account.origin().path());
        json.put("outcome", lower(account.outcome()));
        place(json, account.origin());
        json.put("codes", account.codes().stream().map(Code::id).toList());
        return json;
    }

    private static Map<String, Object> service(ServiceSummary service) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("service", service.service());
        json.put("runs", service.runs());
        json.put("user", service.user());
        json.put(
                "reachable",
                service.reachable().stream()
                        .map(name -> ordered("name", name.name(), "ports", name.ports(), "from", name.from()))
                        .toList());
        json.put("opened", service.opened());
        json.put(
                "data",
                service.data().stream()
                        .map(data -> ordered(
                                "path",
                                data.path(),
                                "place",
                                data.place(),
                                "fate",
                                lower(data.fate()),
                                "readOnly",
                                data.readOnly(),
                                "writable",
                                lower(data.writable().answer()),
                                "why",
                                data.writable().why()))
                        .toList());
        json.put("waitsFor", service.waitsFor());
        return json;
    }

    private static Map<String, Object> ordered(Object... entries) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            json.put((String) entries[i], entries[i + 1]);
        }
        return json;
    }

    private static void place(Map<String, Object> json, Origin origin) {
        json.put("file", origin.file());
        json.put("line", origin.line());
        json.put("column", origin.column());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
