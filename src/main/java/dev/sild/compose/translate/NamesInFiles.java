package dev.sild.compose.translate;

import dev.sild.model.Files;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds changed names in the files that travel with the application: files are left as they are, so it is reported. */
final class NamesInFiles {
  private NamesInFiles() {}

  /** Reports the first place in each file where each changed name stands as a word of its own. */
  static void report(List<Files> bundles, Map<String, String> rewrites, Ledger ledger) {
    if (rewrites.isEmpty()) {
      return;
    }
    for (Files bundle : bundles) {
      for (Files.Entry entry : bundle.entries()) {
        // A byte a character: a name is ASCII, and so its place is right but for columns after other letters.
        String text = new String(entry.content(), StandardCharsets.ISO_8859_1);
        first(text, rewrites.keySet()).forEach((name, at) ->
            ledger.add(Code.NAME_IN_FILE, place(entry.path(), text, at), "'" + name + "' stands here, and is found as '"
                + rewrites.get(name) + "' in Kubernetes; the file goes into '" + bundle.name() + "' as it is",
                "write '" + rewrites.get(name) + "', which an alias of the service can make known to compose, too"));
      }
    }
  }

  /** Returns where each of {@code names} stands first as a word, in the order of the text: one pass, however many names. */
  private static Map<String, Integer> first(String text, Set<String> names) {
    Map<String, Integer> places = new LinkedHashMap<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !inName(text.charAt(i))) {
        if (i > start && names.contains(text.substring(start, i))) {
          places.putIfAbsent(text.substring(start, i), start);
        }
        start = i + 1;
      }
    }
    return places;
  }

  private static boolean inName(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.';
  }

  private static Origin place(String file, String text, int at) {
    int line = 1;
    int start = 0;
    for (int newline = text.indexOf('\n'); newline >= 0 && newline < at; newline = text.indexOf('\n', start)) {
      line++;
      start = newline + 1;
    }
    return new Origin(file, line, at - start + 1, "");
  }
}
