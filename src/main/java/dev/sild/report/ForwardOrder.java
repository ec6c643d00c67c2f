package dev.sild.report;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of commands that forward ports: what people open in a browser first, databases last. */
final class ForwardOrder {
    private static final Pattern TARGET = Pattern.compile("\\d:(\\d{1,5})\\b");
    private static final Set<String> FRONT = Set.of("80", "443");
    private static final Set<String> WEB = Set.of("3000", "4200", "5173", "8000", "8080", "8443");
    private static final Set<String> DATA = Set.of(
            "1433", "1521", "2181", "2379", "3306", "5432", "5672", "6379", "9042", "9092", "9200", "11211", "27017");

    private static final int OTHER = 2;
    private static final int LAST = 3;

    private ForwardOrder() {}

    /** Returns a number that is less for what comes first. */
    static int rank(String command) {
        int rank = OTHER;
        Matcher target = TARGET.matcher(command);
        while (target.find()) {
            String port = target.group(1);
            if (FRONT.contains(port)) {
                return 0;
            }
            rank = WEB.contains(port) ? 1 : rank == OTHER && DATA.contains(port) ? LAST : rank;
        }
        return rank;
    }
}
