package dev.sild.check.output;

import dev.sild.check.Verdict;
import dev.sild.check.catalog.Severities;
import dev.sild.check.catalog.Violation;
import dev.sild.syntax.XmlText;
import java.util.List;

/** Violations as failed tests in the XML of JUnit, which most build servers show. */
public final class JunitXml {
    private JunitXml() {}

    /** Returns a document with one suite: a failed test for each violation that counts, or one test that passed. */
    public static String of(List<Verdict> verdicts) {
        List<Violation> violations = verdicts.stream()
                .filter(Verdict::counts)
                .map(Verdict::violation)
                .toList();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite");
        attribute(xml, "name", "sild check");
        attribute(xml, "tests", String.valueOf(Math.max(1, violations.size())));
        attribute(xml, "failures", String.valueOf(violations.size()));
        xml.append('>');
        if (violations.isEmpty()) {
            testcase(xml, "sild", "all rules");
            xml.append("</testcase>");
        }
        violations.forEach(violation -> append(xml, violation));
        return xml.append("\n</testsuite>\n").toString();
    }

    private static void append(StringBuilder xml, Violation violation) {
        testcase(
                xml,
                violation.origin().file(),
                violation.rule().id() + " " + violation.origin().position());
        xml.append("<failure");
        attribute(xml, "type", Severities.word(violation.severity()));
        attribute(xml, "message", violation.message());
        xml.append('>').append(XmlText.escaped(violation.remedy())).append("</failure></testcase>");
    }

    private static void testcase(StringBuilder xml, String suite, String name) {
        xml.append("\n  <testcase");
        attribute(xml, "classname", suite);
        attribute(xml, "name", name);
        xml.append('>');
    }

    private static void attribute(StringBuilder xml, String name, String value) {
        xml.append(' ')
                .append(name)
                .append("=\"")
                .append(XmlText.escaped(value))
                .append('"');
    }
}
