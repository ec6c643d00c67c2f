package dev.sild.inputs.project;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.Findings;
import dev.sild.yaml.Node.Position;
import java.util.List;

/**
 * The {@link Findings} of a reader: what does not become part of a compose file, or only in part. Says where in the
 * input that is.
 */
public final class Remarks {
    private final Findings findings = new Findings();

    /** Adds a finding about a place in a text. */
    public void add(Code code, Position where, String reason, String remedy) {
        findings.add(code, where.origin(""), reason, remedy);
    }

    /** Adds that something could not be read. */
    public void unread(Position where, String reason, String remedy) {
        add(Code.SCRIPT_UNREAD, where, reason, remedy);
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
