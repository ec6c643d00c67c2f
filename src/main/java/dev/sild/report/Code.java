package dev.sild.report;

import dev.sild.report.Finding.Outcome;
import dev.sild.report.Finding.Severity;

/** The stable codes of findings: scripts match on {@link #id()}, so a code is never renamed or given another meaning. */
public enum Code {
  /** The input cannot be read: missing, too large, not text, not YAML. */
  INPUT_UNREADABLE(Severity.ERROR, Outcome.LOST),
  /** The input is not what the Compose Specification allows. */
  INPUT_INVALID(Severity.ERROR, Outcome.LOST),
  /** A variable has no value. */
  VARIABLE_UNSET(Severity.WARNING, Outcome.CARRIED),
  /** A volume or network is used and not declared at the top level. */
  UNDECLARED(Severity.WARNING, Outcome.CARRIED),
  /** A command holds what only a shell understands, where there is no shell. */
  COMMAND_CUT(Severity.WARNING, Outcome.CARRIED),
  /** The attribute has no meaning any more. */
  OBSOLETE(Severity.INFO, Outcome.CARRIED),
  /** The attribute is not translated by this version. */
  NOT_CARRIED(Severity.WARNING, Outcome.LOST);

  private final Severity severity;
  private final Outcome outcome;

  Code(Severity severity, Outcome outcome) {
    this.severity = severity;
    this.outcome = outcome;
  }

  /** Returns the code as it is printed: {@code SILD-INPUT-INVALID}. */
  public String id() {
    return "SILD-" + name().replace('_', '-');
  }

  public Severity severity() {
    return severity;
  }

  public Outcome outcome() {
    return outcome;
  }
}
