package dev.sild.report;

import dev.sild.model.Origin;

/**
 * Something the user should know about their input or about what became of it.
 *
 * <p>Never holds a secret's value: the parts are shown, logged and stored.
 *
 * @param code what kind of finding it is; decides severity and outcome
 * @param origin the place in the input
 * @param reason what is so, in one sentence without a full stop
 * @param remedy what the user can do, in one sentence without a full stop; empty where nothing need be done, and never
 *     where something is lost
 * @param command a shell command that does what the remedy says, ready to be pasted but for values in capital letters;
 *     empty where there is none
 */
public record Finding(Code code, Origin origin, String reason, String remedy, String command) {

    /** Makes a finding without a command. */
    public Finding(Code code, Origin origin, String reason, String remedy) {
        this(code, origin, reason, remedy, "");
    }

    /** How much a finding matters. */
    public enum Severity {
        /** There is no result. */
        ERROR,
        /** There is a result, and it differs from what was requested. */
        WARNING,
        /** Good to know. */
        INFO
    }

    /** What became of the attribute that the finding is about. */
    public enum Outcome {
        /** It is in the output, or needs no place there. */
        CARRIED,
        /** It is in the output in another form. */
        APPROXIMATED,
        /** It is not in the output. */
        LOST
    }

    public Severity severity() {
        return code.severity();
    }

    public Outcome outcome() {
        return code.outcome();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Finding that
                && code == that.code
                && origin.equals(that.origin)
                && reason.equals(that.reason)
                && remedy.equals(that.remedy)
                && command.equals(that.command);
    }

    @Override
    public int hashCode() {
        return 31 * origin.hashCode() + reason.hashCode();
    }
}
