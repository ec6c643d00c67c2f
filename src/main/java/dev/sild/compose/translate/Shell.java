package dev.sild.compose.translate;

import dev.sild.model.Text;

/** Words for a POSIX shell. */
final class Shell {
  private Shell() {}

  /** Returns a word that the shell reads as {@code text}. */
  static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Returns a word that the shell reads as {@code text}, variables of the environment filled in. */
  static String word(Text text) {
    if (text instanceof Text.EnvRef reference) {
      return "\"$" + reference.name() + "\"";
    }
    if (text instanceof Text.Concat concat) {
      StringBuilder word = new StringBuilder();
      for (Text part : concat.parts()) {
        word.append(word(part));
      }
      return word.toString();
    }
    return quote(text.value());
  }

  /** Returns a script with variables of the environment in the place of references, and all else as it is. */
  static String script(Text text) {
    if (text instanceof Text.EnvRef reference) {
      return "${" + reference.name() + "}";
    }
    if (text instanceof Text.Concat concat) {
      StringBuilder script = new StringBuilder();
      for (Text part : concat.parts()) {
        script.append(script(part));
      }
      return script.toString();
    }
    return text.value();
  }
}
