package dev.sild.stacks.shared;

/** A spec asks for something that the cluster's administrator has not allowed. */
public final class NotAllowedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an instance.
     *
     * @param message what is not allowed and which value of the chart allows it
     */
    public NotAllowedException(String message) {
        super(message);
    }
}
