package dev.sild.report;

import dev.sild.model.Origin;
import dev.sild.secrets.KnownSecrets;
import dev.sild.secrets.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps secrets out of findings: the name of a known secret takes the place of its value. */
public final class Redaction {
  private final KnownSecrets secrets;

  private Redaction(KnownSecrets secrets) {
    this.secrets = secrets;
  }

  /** Returns the redaction for the values of {@code variables} that have secret names. */
  public static Redaction of(Map<String, String> variables) {
    KnownSecrets.Builder builder = new KnownSecrets.Builder();
    variables.forEach((name, value) -> {
      if (SecretNames.isSecret(name)) {
        builder.add(name, value);
      }
    });
    return of(builder.build(Set.of()));
  }

  /** Returns the redaction for known secrets. */
  public static Redaction of(KnownSecrets secrets) {
    return new Redaction(secrets);
  }

  /** Returns the findings without secrets. */
  public List<Finding> apply(List<Finding> findings) {
    if (secrets.isEmpty()) {
      return findings;
    }
    List<Finding> redacted = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      Origin origin = finding.origin();
      redacted.add(new Finding(finding.code(),
          new Origin(origin.file(), origin.line(), origin.column(), secrets.redact(origin.path())),
          secrets.redact(finding.reason()), secrets.redact(finding.remedy())));
    }
    return redacted;
  }
}
