package dev.sild.inputs.units;

import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.units.UnitKeys.Fate;
import dev.sild.inputs.units.UnitKeys.Form;
import dev.sild.inputs.units.UnitKeys.Key;
import dev.sild.report.Nearest;
import java.util.List;
import java.util.Optional;

/** What the table says about the keys of a unit's sections. */
final class SectionOptions {
    /** Who has more unknown keys than that has misspelt none. */
    private static final int MOST_GUESSES = 100;

    private final Unit unit;
    private final UnitValues values;
    private final Remarks remarks;
    private int unknown;

    SectionOptions(Unit unit, UnitValues values, Remarks remarks) {
        this.unit = unit;
        this.values = values;
        this.remarks = remarks;
    }

    /** Adds the options that the keys of a section are to a command. */
    void add(String section, CommandLine line) {
        unit.section(section).forEach((name, settings) -> {
            Optional<Key> key = UnitKeys.find(section, name);
            if (key.isPresent() && key.get().fate() == Fate.OPTION && !settings.isEmpty()) {
                option(key.get(), settings, line);
            }
        });
    }

    /** Reports what becomes no part of a compose file, in all sections. */
    void report() {
        for (String section : unit.sections()) {
            boolean own = section.equals(unit.name().section())
                    || UnitName.typeOf(section).isEmpty()
                    || section.equals("Service");
            if (UnitKeys.hasSection(section) && own) {
                unit.section(section).forEach((name, settings) -> report(section, name, settings));
            } else if (!section.startsWith("X-")) {
                unit.section(section).values().stream()
                        .flatMap(List::stream)
                        .findFirst()
                        .ifPresent(setting -> remarks.unread(
                                setting.position(),
                                "a unit of this kind has no section [" + section + "]",
                                "remove it, or correct its name"));
            }
        }
    }

    private void report(String section, String name, List<Setting> settings) {
        if (settings.isEmpty() || name.startsWith("X-")) {
            return;
        }
        Optional<Key> key = UnitKeys.find(section, name);
        Setting last = settings.get(settings.size() - 1);
        if (key.isEmpty()) {
            String near = ++unknown > MOST_GUESSES ? "" : Nearest.of(name, UnitKeys.of(section));
            remarks.unread(
                    last.position(),
                    "unknown key '" + name + "' of [" + section + "]",
                    near.isEmpty() ? "remove it" : "did you mean '" + near + "'?");
        } else if (key.get().fate() == Fate.LOST && (key.get().form() != Form.FLAG || Unit.isTrue(last.value()))) {
            lost(remarks, last, key.get().text());
        }
    }

    /** Reports that a setting is not carried. */
    static void lost(Remarks remarks, Setting setting, String reason) {
        remarks.notCarried(setting.position(), setting.key(), reason);
    }

    private void option(Key key, List<Setting> settings, CommandLine line) {
        Setting last = settings.get(settings.size() - 1);
        switch (key.form()) {
            case TEXT -> value(key, values.of(last), line);
            case EACH -> settings.forEach(setting -> value(key, values.of(setting), line));
            case FLAG -> {
                if (Unit.isTrue(last.value())) {
                    flag(key, last, line);
                }
            }
            case WORDS, ARGS ->
                settings.forEach(setting -> UnitWords.of(setting).forEach(word -> value(key, values.of(word), line)));
        }
    }

    private static void flag(Key key, Setting setting, CommandLine line) {
        if (key.prefix().isEmpty()) {
            line.flag(key.text(), setting.valuePosition());
        } else {
            line.option(key.text(), key.prefix(), setting.valuePosition());
        }
    }

    private static void value(Key key, Argument value, CommandLine line) {
        // A dash in front of a device means that it may be missing.
        boolean optional = key.text().equals("--device") && value.text().startsWith("-");
        line.option(
                key.text(), value.with(key.prefix() + (optional ? value.text().substring(1) : value.text())));
    }
}
