package dev.sild.output;

/** How objects are laid out over files. */
public enum Layout {
  /** All in one. */
  LIST,
  /** A file a component, and files for what belongs to none. */
  FILES
}
