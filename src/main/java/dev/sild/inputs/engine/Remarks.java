package dev.sild.inputs.engine;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;

/** What a reader finds that becomes no part of a compose file. */
public final class Remarks {
    private final List<Finding> findings = new ArrayList<>();

    /** Adds a finding. */
    public void add(Code code, Position where, String reason, String remedy) {
        findings.add(new Finding(code, where.origin(""), reason, remedy));
    }

    /** Adds that something could not be read. */
    public void unread(Position where, String reason, String remedy) {
        add(Code.SCRIPT_UNREAD, where, reason, remedy);
    }

    /** Returns all, in the order in which they were found. */
    public List<Finding> all() {
        return List.copyOf(findings);
    }
}
