package dev.sild.model;

import java.util.List;

/**
 * Components that may talk to each other, and to no others.
 *
 * @param name the network's name, a DNS label
 * @param internal whether its members are kept from reaching the world outside
 * @param members the components on it; nobody is on the network of an application that has no other, and keeps its
 *     components to themselves
 */
public record Network(String name, boolean internal, List<String> members) {
  public Network {
    members = List.copyOf(members);
  }
}
