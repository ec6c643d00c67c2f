package dev.sild.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands that forward the port of this machine to which addresses of the project lead, where another one does not.
 */
final class LocalForwards {
    private static final Pattern LEADS = Pattern.compile(
            "(.{1,500}? leads? to port ([0-9]{1,5}) of localhost); the port-forward command opens ([0-9]{1,5}) there");

    private LocalForwards() {}

    /** Whether a finding is about such addresses, and so beside its command. */
    static boolean has(Finding finding) {
        return finding.code() == Code.NOT_EXPOSED
                && LEADS.matcher(finding.reason()).matches();
    }

    /** Returns what to run in place of a command, and why; the empty text where the command does. */
    static String instead(String command, List<Finding> findings) {
        String changed = command;
        List<String> reasons = new ArrayList<>();
        for (Finding finding : findings) {
            Matcher leads = LEADS.matcher(finding.reason());
            if (has(finding) && leads.matches() && command.contains(" " + leads.group(3) + ":")) {
                changed = changed.replace(" " + leads.group(3) + ":", " " + leads.group(2) + ":");
                reasons.add(leads.group(1));
            }
        }
        return reasons.isEmpty()
                ? ""
                : String.join(", and ", reasons) + ": set another address, or use 'sudo -E " + changed + "'";
    }
}
