package dev.sild.operator.engine.state;

/** Why a condition is as it is: the one word that tools match on, which is therefore never renamed. */
public enum Reason {
    /** All that should run is ready. */
    READY("Ready"),
    /** No pods run, as the user asked. */
    HIBERNATED("Hibernated"),
    /** The cluster is still at it. */
    PROGRESSING("Progressing"),
    /** Nothing blocks the stack. */
    SETTLED("Settled"),
    /** The user asked that nothing be touched. */
    PAUSED("Paused"),
    /** The user did not ask that nothing be touched. */
    ACTIVE("Active"),
    /** An object of that name is there and is someone else's. */
    CONFLICT("Conflict"),
    /** Somebody else sets a field again and again. */
    FIELD_CONTESTED("FieldContested"),
    /** A field cannot change any more. */
    IMMUTABLE_FIELD("ImmutableField"),
    /** The cluster has not the kinds that the stack asks for. */
    CAPABILITY_MISSING("CapabilityMissing"),
    /** The administrator has not allowed what the spec asks for. */
    NOT_ALLOWED("NotAllowed"),
    /** The API server does not take an object as it should be. */
    REJECTED("Rejected"),
    /** The spec asks for what cannot be. */
    INVALID_SPEC("InvalidSpec"),
    /** A generated password is lost, and data that was created with it exists. */
    SECRET_LOST("SecretLost"),
    /** Something that should run does not, and will not recover without intervention. */
    FAILED("Failed"),
    /** Not every request to the API server succeeded; the operation is retried. */
    API_UNAVAILABLE("ApiUnavailable");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    /** Returns the word as conditions, events and metrics say it. */
    public String word() {
        return word;
    }
}
