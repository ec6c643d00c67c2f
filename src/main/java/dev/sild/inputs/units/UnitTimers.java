package dev.sild.inputs.units;

import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The timers of a project: each says when the container of another unit runs. */
final class UnitTimers {
    private static final String WRITE_LABEL =
            "write the time as Label=sild.dev/schedule=\"MINUTE HOUR DAY MONTH WEEKDAY\" of the container";

    private final Map<Unit, Argument> schedules = new HashMap<>();
    /** The settings whose schedules no container has yet. */
    private final Map<Unit, Setting> unused = new LinkedHashMap<>();

    /** Reads the timers of all units. */
    UnitTimers(UnitSet units, Remarks remarks) {
        for (Unit timer : units.all()) {
            if (timer.name().type().equals("timer")) {
                read(timer, units, remarks);
            }
        }
    }

    private void read(Unit timer, UnitSet units, Remarks remarks) {
        String service = timer.last("Timer", "Unit")
                .map(setting -> units.values(timer).of(setting).text())
                .orElse(timer.name().stem() + ".service");
        Optional<Unit> runs = units.ofService(service);
        for (Setting setting : timer.all("Timer", "OnCalendar")) {
            Argument event = units.values(timer).of(setting);
            Optional<String> cron = runs.isEmpty() || schedules.containsKey(runs.get())
                    ? Optional.empty()
                    : CalendarEvent.cron(event.text());
            if (cron.isPresent()) {
                schedules.put(runs.get(), event.with(cron.get()));
                unused.put(runs.get(), setting);
            } else {
                SectionOptions.lost(remarks, setting, WRITE_LABEL);
            }
        }
    }

    /** Returns the options of a container that say when it runs; none where no timer does. */
    List<Argument> ofContainer(PlannedContainer container) {
        Argument schedule = schedules.get(container.unit());
        unused.remove(container.unit());
        List<Argument> words = new ArrayList<>();
        if (schedule != null) {
            words.add(schedule.with("--label"));
            words.add(schedule.with("sild.dev/schedule=" + schedule.text()));
        }
        return words;
    }

    /** Reports the timers of units that no container comes from. */
    void reportUnused(Remarks remarks) {
        unused.values().forEach(setting -> SectionOptions.lost(remarks, setting, WRITE_LABEL));
    }
}
