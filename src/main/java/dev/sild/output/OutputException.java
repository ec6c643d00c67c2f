package dev.sild.output;

/** The output cannot be written; the message says where and why, in a sentence for the user. */
public final class OutputException extends Exception {
  private static final long serialVersionUID = 1L;

  public OutputException(String message, Throwable cause) {
    super(message, cause);
  }
}
