package dev.sild.inputs.units;

import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths and names of other units in the values of one unit. */
final class Paths {
    /** Where systemd looks for units of podman. */
    private static final Pattern INSTALLED =
            Pattern.compile("(?:~/\\.config|/etc|/usr/share)/containers/systemd/(?:users/(?:[0-9]{1,10}/)?)?(.+)");

    private final Unit unit;
    private final UnitSet units;
    private final UnitValues values;

    Paths(Unit unit, UnitSet units) {
        this.unit = unit;
        this.units = units;
        this.values = units.values(unit);
    }

    /** Returns a path that is relative to the folder of the unit as one of the project's folder. */
    Argument file(Argument word) {
        String path = word.text();
        boolean relative = !path.startsWith("/") && !path.startsWith("%") && !path.startsWith("$");
        if (!relative || path.contains("://")) {
            return besideUnits(values.ofPath(word));
        }
        Argument known = values.ofPath(word);
        String below = known.text().startsWith("./") ? known.text().substring(2) : known.text();
        return known.with("./" + unit.folder() + below);
    }

    /** Returns {@code SOURCE:TARGET:OPTIONS}, where the source may be a volume unit or a relative path. */
    Argument volume(Setting setting) {
        String value = UnitValues.unquoted(setting.value());
        int colon = value.indexOf(':');
        Argument whole = new Argument(value, setting.valuePosition());
        if (colon < 0) {
            return values.of(whole);
        }
        Argument source = source(whole.with(value.substring(0, colon)));
        return source.with(
                source.text() + values.of(whole.with(value.substring(colon))).text());
    }

    /** Returns the words of {@code --mount} with known sources. */
    Argument mount(Setting setting) {
        StringBuilder mount = new StringBuilder();
        Position where = setting.valuePosition();
        for (String word : UnitValues.unquoted(setting.value()).split(",")) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? "" : word.substring(0, equals).strip();
            boolean path = key.equals("source") || key.equals("src");
            Argument value = new Argument(equals < 0 ? word : word.substring(equals + 1), where);
            mount.append(mount.isEmpty() ? "" : ",")
                    .append(equals < 0 ? "" : key + "=")
                    .append((path ? source(value) : values.of(value)).text());
        }
        return new Argument(mount.toString(), where);
    }

    private Argument source(Argument source) {
        String name = values.of(source).text();
        if (name.endsWith(".volume") && name.indexOf('/') < 0) {
            return source.with(units.find(name, source.position())
                    .map(units::nameOf)
                    .orElse(UnitName.of(name).plain()));
        }
        return source.text().startsWith(".") ? file(source) : besideUnits(values.ofPath(source));
    }

    /** Returns a path in the folder where systemd looks for units as one of the folder from which they are read. */
    private Argument besideUnits(Argument path) {
        Matcher installed = INSTALLED.matcher(path.text());
        if (!installed.matches()) {
            return path;
        }
        String below = installed.group(1);
        String own = unit.position().file();
        int end = own.length() - (unit.folder() + unit.name().file()).length() - 1;
        String root = end <= 0 ? "" : own.substring(own.lastIndexOf('/', end - 1) + 1, end);
        int slash = below.indexOf('/');
        String first = slash < 0 ? "" : below.substring(0, slash);
        if (root.equals("systemd") || slash < 0 || units.areIn(first)) {
            return path.with("./" + below);
        }
        // Of units in the current folder, the name of that is not known.
        return root.isEmpty() || root.equals(first) ? path.with("./" + below.substring(slash + 1)) : path;
    }

    /** Returns a network, which may be the unit of a network or of a container. */
    Argument network(Setting setting) {
        Argument known = values.of(setting);
        int colon = known.text().indexOf(':');
        String name = colon < 0 ? known.text() : known.text().substring(0, colon);
        String rest = colon < 0 ? "" : known.text().substring(colon);
        if (name.endsWith(".network")) {
            return known.with(units.find(name, known.position())
                            .map(units::nameOf)
                            .orElse(UnitName.of(name).plain())
                    + rest);
        }
        if (name.endsWith(".container")) {
            return known.with("container:"
                    + units.find(name, known.position())
                            .map(units::nameOf)
                            .orElse(UnitName.of(name).plain()));
        }
        return name.equals("container") && colon > 0
                ? known.with("container:" + units.container(rest.substring(1)))
                : known;
    }

    /** Returns an image, which may be that of a unit that builds or pulls it. */
    Argument image(Setting setting) {
        Argument known = values.of(setting);
        String name = known.text();
        if (!name.endsWith(".build") && !name.endsWith(".image")) {
            return known;
        }
        return units.find(name, known.position())
                .flatMap(other -> other.last("ImageTag")
                        .flatMap(last -> other.all(other.name().section(), "ImageTag").stream()
                                .findFirst())
                        .or(() -> other.last("Image"))
                        .map(tag -> known.with(units.values(other).of(tag).text())))
                .orElse(known.with(UnitName.of(name).plain()));
    }
}
