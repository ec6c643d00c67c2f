package dev.sild.check.output;

import dev.sild.check.Verdict;
import dev.sild.check.catalog.Severities;
import dev.sild.check.catalog.Violation;
import dev.sild.syntax.TerminalText;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Violations as failed tests in the XML of JUnit, which most build servers show. */
public final class JunitXml {
    private JunitXml() {}

    /** Returns a document with one suite: a failed test for each violation that counts, or one test that passed. */
    public static String of(List<Verdict> verdicts) {
        List<Violation> violations = verdicts.stream()
                .filter(Verdict::counts)
                .map(Verdict::violation)
                .toList();
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "sild check");
            xml.writeAttribute("tests", String.valueOf(Math.max(1, violations.size())));
            xml.writeAttribute("failures", String.valueOf(violations.size()));
            if (violations.isEmpty()) {
                testcase(xml, "sild", "all rules");
                xml.writeEndElement();
            }
            for (Violation violation : violations) {
                append(xml, violation);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a text in memory can be written", impossible);
        }
        return text.toString();
    }

    private static void append(XMLStreamWriter xml, Violation violation) throws XMLStreamException {
        testcase(
                xml,
                violation.origin().file(),
                violation.rule().id() + " " + violation.origin().position());
        xml.writeStartElement("failure");
        xml.writeAttribute("type", Severities.word(violation.severity()));
        xml.writeAttribute("message", TerminalText.line(violation.message()));
        xml.writeCharacters(TerminalText.line(violation.remedy()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void testcase(XMLStreamWriter xml, String suite, String name) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", TerminalText.line(suite));
        xml.writeAttribute("name", TerminalText.line(name));
    }
}
