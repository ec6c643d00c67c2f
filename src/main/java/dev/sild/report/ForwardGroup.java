package dev.sild.report;

/** What ports have in common that a command reaches and nothing opens. A finding about them begins its remedy with it. */
public enum ForwardGroup {
    /** Published ports that an ingress or a gateway does not serve. */
    UNSERVED("open them with --expose ", "reach ports that are not exposed"),
    /** Published ports, where nothing is exposed. */
    OPENABLE("open them with --expose", "reach published ports, or open them with --expose"),
    /** Ports of this machine only. */
    LOOPBACK("reach them with ", "reach ports that compose opens on 127.0.0.1 only"),
    /** Ports of a pod on the network of its node, at whose address they are open. */
    ON_NODE("use ", "reach ports that are open at the addresses of nodes");

    private final String remedy;
    private final String title;

    ForwardGroup(String remedy, String title) {
        this.remedy = remedy;
        this.title = title;
    }

    /** Returns how the remedy of a finding begins. */
    public String remedy() {
        return remedy;
    }

    /** Returns what the commands are for. */
    String title() {
        return title;
    }

    static ForwardGroup of(Finding finding) {
        for (ForwardGroup group : values()) {
            if (finding.remedy().startsWith(group.remedy)) {
                return group;
            }
        }
        return OPENABLE;
    }
}
