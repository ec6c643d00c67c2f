package dev.sild.images;

/** One line of the table. */
record KnownImage(String name) {
  void into(FactsBuilder facts, Accounts accounts) {
    facts.name = name;
  }
}
