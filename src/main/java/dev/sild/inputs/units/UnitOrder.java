package dev.sild.inputs.units;

import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.model.Lookup;
import dev.sild.report.Code;
import dev.sild.yaml.Node.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which containers start after which, by the section {@code [Unit]} of their units. */
final class UnitOrder {
    private static final List<String> NEEDS = List.of("Requires", "BindsTo", "Requisite", "Wants", "Upholds");
    /** Kinds of units of systemd's own, and services of machines, that a cluster has or does not need. */
    private static final Set<String> KINDS =
            Set.of("target", "socket", "slice", "mount", "automount", "path", "device", "scope", "swap", "timer");

    private static final Set<String> SERVICES = Set.of(
            "docker",
            "podman",
            "podman-user-wait-network-online",
            "containerd",
            "crio",
            "dbus",
            "firewalld",
            "iptables",
            "nftables",
            "network",
            "NetworkManager",
            "NetworkManager-wait-online");

    private final UnitSet units;
    private final Remarks remarks;
    private final Map<Unit, Map<Unit, Position>> after = new HashMap<>();

    UnitOrder(UnitSet units, Remarks remarks) {
        this.units = units;
        this.remarks = remarks;
        List<Unit> all = units.all().stream().filter(UnitOrder::runs).toList();
        for (Unit unit : all) {
            after.put(unit, new LinkedHashMap<>());
        }
        for (Unit unit : all) {
            each(unit, "After", (other, where) -> Lookup.required(after, unit).putIfAbsent(other, where));
            each(unit, "Before", (other, where) -> Lookup.required(after, other).putIfAbsent(unit, where));
        }
        for (Unit unit : all) {
            for (String key : NEEDS) {
                each(unit, key, (other, where) -> {
                    if (!Lookup.required(after, other).containsKey(unit)) {
                        Lookup.required(after, unit).putIfAbsent(other, where);
                    }
                });
            }
        }
    }

    private interface Edge {
        void add(Unit other, Position where);
    }

    /** Returns what a unit starts after, each with the place that says so. */
    Map<Unit, Position> after(Unit unit) {
        return after.getOrDefault(unit, Map.of());
    }

    /** Returns units with each behind those that it starts after; those in a circle come last. */
    List<Unit> sorted(List<Unit> some) {
        Map<Unit, Integer> waits = new LinkedHashMap<>();
        Map<Unit, List<Unit>> next = new HashMap<>();
        some.forEach(unit -> waits.put(unit, 0));
        for (Unit unit : some) {
            for (Unit other : after(unit).keySet()) {
                if (waits.containsKey(other)) {
                    waits.merge(unit, 1, Integer::sum);
                    next.computeIfAbsent(other, key -> new ArrayList<>()).add(unit);
                }
            }
        }
        Deque<Unit> ready = new ArrayDeque<>();
        some.stream().filter(unit -> Lookup.required(waits, unit) == 0).forEach(ready::add);
        List<Unit> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            Unit unit = ready.poll();
            sorted.add(unit);
            waits.remove(unit);
            for (Unit later : next.getOrDefault(unit, List.of())) {
                if (waits.merge(later, -1, Integer::sum) == 0) {
                    ready.add(later);
                }
            }
        }
        sorted.addAll(waits.keySet());
        return sorted;
    }

    private void each(Unit unit, String key, Edge edge) {
        for (Setting setting : unit.all("Unit", key)) {
            for (Argument word : UnitWords.of(setting)) {
                String name = units.values(unit).of(word).text();
                Optional<Unit> other = units.ofService(name);
                if (other.isEmpty()) {
                    if (!isOfTheMachine(name)) {
                        remarks.add(
                                Code.NOT_CARRIED,
                                word.position(),
                                "'" + key + "' is not carried: the unit " + name + " is not given",
                                "name its file beside the other units, or remove it");
                    }
                } else if (runs(other.get()) && other.get() != unit) {
                    edge.add(other.get(), word.position());
                }
            }
        }
    }

    private static boolean isOfTheMachine(String name) {
        UnitName unit = UnitName.of(name);
        return KINDS.contains(unit.type()) || SERVICES.contains(unit.stem()) || name.startsWith("systemd-");
    }

    private static boolean runs(Unit unit) {
        return Set.of("container", "pod", "service").contains(unit.name().type());
    }
}
