package dev.sild.inputs.project;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.Findings;
import dev.sild.yaml.Node.Position;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@link Findings} of a reader: what does not become part of a compose file, or only in part. Says where in the
 * input that is.
 */
public final class Remarks {
    /** Where the remedy begins in a text that says what a setting lacks. */
    private static final Pattern REMEDY =
            Pattern.compile("; |(?:^|[:,] )(?=(?:declare|mount|name|publish|put|see|set|use|write) )");

    private final Findings findings = new Findings();

    /** Adds a finding about a place in a text. */
    public void add(Code code, Position where, String reason, String remedy) {
        findings.add(code, where.origin(""), reason, remedy);
    }

    /** Adds that something could not be read. */
    public void unread(Position where, String reason, String remedy) {
        add(Code.SCRIPT_UNREAD, where, reason, remedy);
    }

    /**
     * Adds that a setting is not in the compose file.
     *
     * @param text the reason, the remedy, or both
     */
    public void notCarried(Position where, String name, String text) {
        Matcher remedy = REMEDY.matcher(text);
        boolean said = remedy.find();
        String reason = said ? text.substring(0, remedy.start()) : text;
        add(
                Code.NOT_CARRIED,
                where,
                "'" + name + "' is not carried" + (reason.isEmpty() ? "" : ": " + reason),
                said ? text.substring(remedy.end()) : "remove it");
    }

    /** Adds that a value is not in the compose file. */
    public void lost(Value value, String reason, String remedy) {
        add(Code.NOT_CARRIED, value, reason, remedy);
    }

    /** Adds that a value is in the compose file in another form, or may be wrong there. */
    public void differs(Value value, String reason, String remedy) {
        add(Code.APPROXIMATED, value, reason, remedy);
    }

    private void add(Code code, Value value, String reason, String remedy) {
        findings.add(code, value.position().origin(value.path()), reason, remedy);
    }

    /** Returns all, in the order in which they were found. */
    public List<Finding> all() {
        return findings.all();
    }
}
