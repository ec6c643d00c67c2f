package dev.sild.inputs.units;

import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** What the section {@code [Service]} of a unit says about its container. */
final class ServiceSection {
    private final Unit unit;
    private final UnitValues values;
    private final Remarks remarks;

    ServiceSection(Unit unit, UnitValues values, Remarks remarks) {
        this.unit = unit;
        this.values = values;
        this.remarks = remarks;
    }

    /** Whether the unit is complete when its container ends. */
    boolean ends() {
        return unit.last("Service", "Type").map(Setting::value).orElse("").equals("oneshot");
    }

    /** Adds the options that say the same. */
    void add(CommandLine line) {
        Optional<Setting> restart = unit.last("Service", "Restart");
        if (restart.isPresent()) {
            restart(restart.get(), line);
        } else if (ends()) {
            line.option(
                    "--restart",
                    "no",
                    unit.last("Service", "Type").orElseThrow().valuePosition());
        }
        size("MemoryMax", "--memory", line);
        size(unit.last("Service", "MemoryLow").isPresent() ? "MemoryLow" : "MemoryMin", "--memory-reservation", line);
        size("TasksMax", "--pids-limit", line);
        unit.last("Service", "CPUQuota").ifPresent(setting -> cpus(setting, line));
        unit.last("Service", "WorkingDirectory").ifPresent(setting -> {
            if (Set.of("container", "pod").contains(unit.name().type())) {
                SectionOptions.lost(
                        remarks, setting, "it is the folder of podman, not of the container; set WorkingDir=");
            }
        });
    }

    private void restart(Setting setting, CommandLine line) {
        Position where = setting.valuePosition();
        switch (setting.value()) {
            case "always", "no", "on-failure" -> line.option("--restart", setting.value(), where);
            case "on-abnormal", "on-abort", "on-watchdog" -> {
                line.option("--restart", "on-failure", where);
                remarks.add(
                        dev.sild.report.Code.APPROXIMATED,
                        setting.position(),
                        "'Restart=" + setting.value() + "' becomes on-failure: all failures restart the container",
                        "");
            }
            case "on-success" -> {
                line.option("--restart", "always", where);
                remarks.add(
                        dev.sild.report.Code.APPROXIMATED,
                        setting.position(),
                        "'Restart=on-success' becomes always: failures restart the container, too",
                        "");
            }
            default -> remarks.unread(where, "unknown value of Restart", "write always, on-failure or no");
        }
    }

    private void size(String key, String option, CommandLine line) {
        Optional<Setting> setting = unit.last("Service", key);
        if (setting.isEmpty() || setting.get().value().equals("infinity")) {
            return;
        }
        String value = values.of(setting.get()).text();
        if (value.endsWith("%")) {
            SectionOptions.lost(remarks, setting.get(), "a share of the machine; write an amount");
        } else {
            line.option(option, value, setting.get().valuePosition());
        }
    }

    /** A quota is a share of one processor. */
    private void cpus(Setting setting, CommandLine line) {
        String value = setting.value();
        if (value.matches("[0-9]{1,6}(?:\\.[0-9]{1,6})?%")) {
            BigDecimal share = new BigDecimal(value.substring(0, value.length() - 1)).movePointLeft(2);
            line.option("--cpus", new Argument(share.stripTrailingZeros().toPlainString(), setting.valuePosition()));
        } else {
            remarks.unread(setting.valuePosition(), "a quota is a percentage of a processor", "write, say, 50%");
        }
    }
}
