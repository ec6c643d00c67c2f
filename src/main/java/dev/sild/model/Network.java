package dev.sild.model;

import java.util.List;

/**
 * Components that may talk to each other, and to no others.
 *
 * @param name the network's name, a DNS label
 * @param internal whether its members are kept from reaching the world outside
 * @param members the components on it; nobody is on the network of an application that has no other, and keeps its
 *     components to themselves
 * @param callers those of its members that may open connections on it; the others only answer
 */
public record Network(String name, boolean internal, List<String> members, List<String> callers) {
  public Network {
    members = List.copyOf(members);
    callers = List.copyOf(callers);
  }

  /** A network on which everybody may open connections to everybody. */
  public Network(String name, boolean internal, List<String> members) {
    this(name, internal, members, members);
  }
}
