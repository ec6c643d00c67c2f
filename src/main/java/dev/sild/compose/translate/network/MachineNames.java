package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that container engines give the machine that they run on. In a cluster nothing has them. */
public final class MachineNames {
    private static final Pattern NAME = Pattern.compile(
            "(?<![A-Za-z0-9.-])(?:(?:host|gateway)\\.docker\\.internal|host\\.(?:containers|lima)\\.internal)(?![A-Za-z0-9-])");

    private MachineNames() {}

    /** Reports the variables of a service that hold such a name, unless the file says itself what it means. */
    public static void report(Attribute service) {
        String known = String.join(
                " ",
                service.get("extra_hosts").items().stream().map(Attribute::peek).toList());
        service.get("environment").entries().values().forEach(variable -> {
            Matcher name = NAME.matcher(variable.peek());
            if (name.find() && !known.contains(name.group())) {
                variable.note(
                        Code.NAME_UNRESOLVABLE,
                        "'" + name.group() + "' is the machine of the container engine, which no name leads to in a"
                                + " cluster",
                        "write an address that pods can reach");
            }
        });
    }
}
