package dev.sild.inputs.units;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A calendar event of systemd as a schedule of cron, which has five fields and no seconds, years or last days.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.time.html">systemd.time</a>
 */
final class CalendarEvent {
    private static final Map<String, String> NAMED = Map.of(
            "minutely", "* * * * *",
            "hourly", "0 * * * *",
            "daily", "0 0 * * *",
            "weekly", "0 0 * * 1",
            "monthly", "0 0 1 * *",
            "quarterly", "0 0 1 1,4,7,10 *",
            "semiannually", "0 0 1 1,7 *",
            "yearly", "0 0 1 1 *",
            "annually", "0 0 1 1 *");

    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Pattern DAY = Pattern.compile("([a-z]{3,9})(?:(?:\\.\\.|-)([a-z]{3,9}))?");
    private static final Pattern DATE = Pattern.compile("(?:\\*-)?([0-9*,./]{1,60})-([0-9*,./]{1,60})");
    private static final Pattern TIME = Pattern.compile("([0-9*,./]{1,90}):([0-9*,./]{1,200})(?::0{1,2})?");
    private static final Pattern FIELD =
            Pattern.compile("(?:(\\*)|([0-9]{1,2})(?:\\.\\.([0-9]{1,2}))?)(?:/([0-9]{1,2}))?");

    private CalendarEvent() {}

    /** Returns the schedule of an event; empty where cron has none for it. */
    static Optional<String> cron(String event) {
        String text = event.strip().toLowerCase(Locale.ROOT);
        if (NAMED.containsKey(text)) {
            return Optional.of(NAMED.get(text));
        }
        String days = "*";
        String[] date = {"*", "*"};
        String[] time = {"0", "0"};
        for (String word : text.split("\\s+")) {
            Matcher ofDate = DATE.matcher(word);
            Matcher ofTime = TIME.matcher(word);
            if (ofTime.matches()) {
                time = new String[] {field(ofTime.group(1), 0, 23), field(ofTime.group(2), 0, 59)};
            } else if (ofDate.matches()) {
                date = new String[] {field(ofDate.group(1), 1, 12), field(ofDate.group(2), 1, 31)};
            } else {
                days = days(word);
            }
        }
        // Cron takes either day where both are given, and systemd only a day that is both.
        boolean both = !days.equals("*") && !date[1].equals("*");
        String schedule = String.join(" ", time[1], time[0], date[1], date[0], days);
        return both || schedule.contains("?") || text.isEmpty() ? Optional.empty() : Optional.of(schedule);
    }

    /** Returns a field of cron, with a question mark where it has none. */
    private static String field(String text, int least, int most) {
        StringBuilder field = new StringBuilder();
        for (String item : text.split(",", -1)) {
            Matcher parts = FIELD.matcher(item);
            if (!parts.matches() || !isWithin(parts.group(2), least, most) || !isWithin(parts.group(3), least, most)) {
                return "?";
            }
            String step = parts.group(4);
            boolean all =
                    parts.group(1) != null || step != null && number(parts.group(2)) == least && parts.group(3) == null;
            String end = parts.group(3) != null ? parts.group(3) : step != null ? String.valueOf(most) : "";
            String range = all ? "*" : number(parts.group(2)) + (end.isEmpty() ? "" : "-" + number(end));
            if (step != null && number(step) == 0) {
                return "?";
            }
            field.append(field.isEmpty() ? "" : ",").append(range).append(step == null ? "" : "/" + number(step));
        }
        return field.toString();
    }

    private static boolean isWithin(String digits, int least, int most) {
        return digits == null || number(digits) >= least && number(digits) <= most;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static String days(String text) {
        StringBuilder field = new StringBuilder();
        for (String item : text.split(",", -1)) {
            Matcher parts = DAY.matcher(item);
            int first = parts.matches() ? day(parts.group(1)) : -1;
            int last = first < 0 || parts.group(2) == null ? first : day(parts.group(2));
            if (first < 0 || last < 0) {
                return "?";
            }
            field.append(field.isEmpty() ? "" : ",");
            if (last > first || last == first) {
                field.append(first).append(last == first ? "" : "-" + last);
            } else {
                // Cron's week begins on a Sunday, and systemd's on a Monday.
                field.append(first).append(first == 6 ? "" : "-6").append(",0").append(last == 0 ? "" : "-" + last);
            }
        }
        return field.toString();
    }

    private static int day(String name) {
        return name.length() == 3 || name.endsWith("day") ? DAYS.indexOf(name.substring(0, 3)) : -1;
    }
}
