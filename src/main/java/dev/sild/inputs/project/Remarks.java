package dev.sild.inputs.project;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;

/** What a reader finds that becomes no part of a compose file, or only a part. */
public final class Remarks {
    private final List<Finding> findings = new ArrayList<>();

    /** Adds a finding about a place in a text. */
    public void add(Code code, Position where, String reason, String remedy) {
        findings.add(new Finding(code, where.origin(""), reason, remedy));
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
        findings.add(new Finding(code, value.position().origin(value.path()), reason, remedy));
    }

    /** Returns all, in the order in which they were found. */
    public List<Finding> all() {
        return List.copyOf(findings);
    }
}
