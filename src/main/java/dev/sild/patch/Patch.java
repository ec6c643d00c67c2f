package dev.sild.patch;

import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Position;

/**
 * A change of one object.
 *
 * @param kind the object's kind
 * @param name the object's name
 * @param body a mapping that is merged into the object, or a list of operations of a JSON patch
 * @param position where it is written
 * @param path the attribute that it is part of; {@code patches} in a file of its own
 */
public record Patch(String kind, String name, Node body, Position position, String path) {}
