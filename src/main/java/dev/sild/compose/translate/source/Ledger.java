package dev.sild.compose.translate.source;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.Findings;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was found while attributes were dealt with, and which were not. Not thread-safe. */
public final class Ledger {
    /** Maps that only group attributes: what is in them is reported by its own name. */
    private static final Set<String> GROUPS = Set.of("""
            deploy resources limits reservations placement restart_policy update_config healthcheck bind \
            tmpfs volume x-sild""".split(" "));

    private static final Pattern ALLOWANCE = Pattern.compile("(?:services\\..+\\.)?x-sild\\.(?:allow|patches)");

    private Set<String> services = Set.of();
    private final Findings findings;
    private final Function<String, Loss> reasons;

    /**
     * Creates an empty ledger.
     *
     * @param reasons returns, for a path, why it cannot be converted
     */
    public Ledger(Findings findings, Function<String, Loss> reasons) {
        this.findings = findings;
        this.reasons = reasons;
    }

    /** Creates a ledger with the reasons that apply to a Kubernetes cluster. */
    public Ledger(Findings findings) {
        this(findings, new ReasonsOfKubernetes());
    }

    /** The table is read when it is first asked: most projects lose nothing. */
    private static final class ReasonsOfKubernetes implements Function<String, Loss> {
        private Optional<Equivalents> equivalents = Optional.empty();

        @Override
        public Loss apply(String path) {
            if (equivalents.isEmpty()) {
                equivalents = Optional.of(Equivalents.read());
            }
            return equivalents.get().loss(path);
        }
    }

    /** Sets the names of the project's services: one with dots is not taken for an attribute. */
    public void setServices(Set<String> names) {
        services = names;
    }

    public void add(Code code, Origin origin, String reason, String remedy) {
        if (code == Code.NAME_UNUSED) {
            // A name without a Service resolves as no other name either.
            findings.withdraw(Code.NAME_CHANGED, origin);
            findings.withdraw(Code.HOST_REPLACED, origin);
        }
        add(new Finding(code, origin, reason, remedy));
    }

    /** Takes back what was said with one code about one place, and says something else there. */
    public void replace(Code wrong, Origin origin, Code code, String reason) {
        replace(wrong, origin, code, reason, "");
    }

    /** Does the same where there is a remedy. */
    public void replace(Code wrong, Origin origin, Code code, String reason, String remedy) {
        findings.withdraw(wrong, origin);
        add(code, origin, reason, remedy);
    }

    /** Adds a finding; one about the loss or the approximation of an attribute gets the narrower code of its kind. */
    public void add(Finding finding) {
        Code narrow = LossKinds.narrow(finding.code(), finding.origin().path(), services);
        findings.add(
                narrow == finding.code()
                        ? finding
                        : new Finding(narrow, finding.origin(), finding.reason(), finding.remedy(), finding.command()));
    }

    /**
     * Reports every unhandled attribute below {@code attribute}, each at the highest level that is completely
     * unhandled.
     */
    public void reportTheRest(Attribute attribute) {
        if (!attribute.isDealtWith()) {
            for (Attribute below : attribute.below()) {
                rest(below);
            }
        }
    }

    private void rest(Attribute attribute) {
        Node node = attribute.node();
        if (attribute.isDealtWith()
                || isExtension(attribute.segment())
                || isAllowance(attribute)
                || attribute.isDefault()
                || saysNothing(node)) {
            return;
        }
        if ((attribute.isEntered() && !(node instanceof ScalarNode))
                || (GROUPS.contains(attribute.segment()) && node instanceof MapNode)) {
            reportTheRest(attribute);
        } else {
            String path = attribute.path();
            Loss loss = reasons.apply(path);
            add(
                    Code.NOT_CARRIED,
                    attribute.origin(),
                    "'" + path.substring(path.lastIndexOf('.') + 1) + "' is not carried over"
                            + (loss.reason().isEmpty() ? "" : ": " + loss.reason()),
                    loss.remedy());
        }
    }

    /** Third-party extensions are ignored, as compose ignores them. */
    private static boolean isExtension(String key) {
        return key.startsWith("x-") && !key.equals("x-sild");
    }

    /** One hint is for {@code sild check} only, and patches are applied to the rendered objects. */
    private static boolean isAllowance(Attribute attribute) {
        return (attribute.segment().equals("allow") || attribute.segment().equals("patches"))
                && ALLOWANCE.matcher(attribute.path()).matches();
    }

    /** An empty map or list, or null: compose fills such in where a short form leaves a part out. */
    private static boolean saysNothing(@Nullable Node node) {
        return node instanceof MapNode map && map.entries().isEmpty()
                || node instanceof ListNode list && list.items().isEmpty()
                || node instanceof ScalarNode scalar && scalar.isNull();
    }
}
