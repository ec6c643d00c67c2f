package dev.sild.report;

import java.util.List;

/**
 * What a service can count on in the cluster: where it is found, what becomes of its data, and how long it runs. The
 * attributes of a compose file say nothing about that; see {@link Account} for them.
 *
 * @param service the service's name in the manifests
 * @param runs how long and how often it runs, such as {@code always} or {@code once}
 * @param user whose numbers it runs under, as in {@code 1000:1000}; empty for the image's own user
 * @param reachable the names under which other pods find it
 * @param opened how it is opened to the outside; empty if it is not
 * @param data the folders with data that it mounts
 * @param waitsFor what its pods wait for before they start
 */
public record ServiceSummary(
        String service,
        String runs,
        String user,
        List<Name> reachable,
        List<String> opened,
        List<Data> data,
        List<String> waitsFor) {

    public ServiceSummary {
        reachable = List.copyOf(reachable);
        opened = List.copyOf(opened);
        data = List.copyOf(data);
        waitsFor = List.copyOf(waitsFor);
    }

    /**
     * A name of a service.
     *
     * @param name a DNS label
     * @param ports the ports under this name; empty for all
     * @param from the services that may connect; empty for every pod
     */
    public record Name(String name, List<Integer> ports, List<String> from) {
        public Name {
            ports = List.copyOf(ports);
            from = List.copyOf(from);
        }
    }

    /** What becomes of data when its pod is replaced or moves to another node. */
    public enum Fate {
        /** It is there again, on whichever node the pod runs. */
        KEPT("kept"),
        /** It is there again on the same node only. */
        KEPT_ON_NODE("kept on its node; another node has other data"),
        /** It is lost. */
        LOST("lost when the pod is replaced"),
        /** It cannot be changed. */
        FIXED("part of an image");

        private final String words;

        Fate(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * A folder with data.
     *
     * @param path where the service finds it
     * @param place where it is stored, as in {@code claim shop-data}
     * @param fate what becomes of it
     * @param readOnly whether it is mounted read-only
     * @param writable whether the user of the service can write to it
     */
    public record Data(String path, String place, Fate fate, boolean readOnly, Writable writable) {}

    /**
     * Whether a user can write to a folder.
     *
     * @param why the reason, as in {@code fsGroup 999}
     */
    public record Writable(Answer answer, String why) {
        /** What is known about it. */
        public enum Answer {
            YES,
            NO,
            UNKNOWN
        }

        public static Writable yes(String why) {
            return new Writable(Answer.YES, why);
        }

        public static Writable no(String why) {
            return new Writable(Answer.NO, why);
        }

        /** Returns the answer for what depends on something that Sild does not see. */
        public static Writable unknown(String why) {
            return new Writable(Answer.UNKNOWN, why);
        }

        /** Returns the answer with its reason, as in {@code writable (runs as root)}. */
        String words() {
            String answered = switch (answer) {
                case YES -> "writable";
                case NO -> "not writable";
                case UNKNOWN -> "perhaps writable";
            };
            return answered + " (" + why + ")";
        }
    }

    /** Returns the summary as lines of text, the first of which starts with the service's name. */
    public String text() {
        StringBuilder text = new StringBuilder(service)
                .append(": runs ")
                .append(runs)
                .append(user.isEmpty() ? "" : ", as user " + user)
                .append('\n');
        for (Name name : reachable) {
            text.append("  reachable as ")
                    .append(name.name())
                    .append(name.ports().isEmpty() ? "" : ", port " + joined(name.ports()))
                    .append(name.from().isEmpty() ? ", from every pod" : ", from " + joined(name.from()))
                    .append('\n');
        }
        opened.forEach(how -> text.append("  open to the outside: ").append(how).append('\n'));
        for (Data folder : data) {
            text.append("  data in ")
                    .append(folder.path())
                    .append(": ")
                    .append(folder.place())
                    .append(", ")
                    .append(folder.fate().words())
                    .append(", ")
                    .append(folder.writable().words())
                    .append('\n');
        }
        if (!waitsFor.isEmpty()) {
            text.append("  waits for ").append(joined(waitsFor)).append('\n');
        }
        return text.toString();
    }

    private static String joined(List<?> items) {
        return String.join(", ", items.stream().map(Object::toString).toList());
    }
}
