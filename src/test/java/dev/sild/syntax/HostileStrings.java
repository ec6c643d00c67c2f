package dev.sild.syntax;

import java.util.List;

/**
 * Texts that are something else than text to one of the syntaxes that Sild writes. Each one that could become structure makes
 * a key {@code injected} or a kind {@code Injected} of itself there, one that could be evaluated the word {@code evaluated},
 * and one that could be run a file {@code canary}.
 */
final class HostileStrings {
  /** What stands in their place where nothing hostile is wanted. */
  static final String HARMLESS = "harmless";

  static final List<String> ALL = List.of(
      "a\ninjected: yes", "a\r\ninjected: yes", "a\rinjected: yes", "a\u0085injected: yes", "a\u2028injected: yes\u2029",
      "a\n---\nkind: Injected\n", "\"\ninjected: yes\n\"", "'\ninjected: yes\n'", "|\n  injected: yes", "]\ninjected: yes\n[",
      "a\0b", "\ttab\t", "\u001b[31mred\u001b]0;title\u0007", "\u009b31mred", "\u202egnol\u2066x\u2069", "\u200bzero\u200d\ufeff",
      "{{ lookup \"v1\" \"Secret\" \"\" \"\" }}{{ printf \"eva%s\" \"luated\" }}", "{{- printf `eva%s` `luated` -}}",
      "x:{{ .Files.Get \"values.yaml\" }}", "{{/* comment", "*/}}", "}}", "{{", "a{", "{{{{", "`}}{{ printf \"eva%s\" \"luated\" }}{{`",
      "'\"", "`touch canary`$(touch canary)", "'; touch canary; '", "\"; touch canary; \"", "\ntouch canary\n", "a\\\n", "a\\",
      "%n%t%%i", "--option", "-x", "../x", "/", "~/x", "# comment", "a # comment", "---", "...", "&anchor x", "*alias", "!!tag x",
      "<script>alert(1)</script>", "[text](https://example.com) {0}", "](x)", "\uE0000\uE001", "\uE000999\uE001", "\ud800", "x\udc00",
      "\udb40\udc41", "key: value", "- item", "? ", ": ", ":", "?", "=", "<<", "true", "null", "~", "1e3", "0x10", "012", "2001-01-01",
      "[a, b]", "{a: b}", "@x", "%YAML 1.2", "|", ">", " ", "", "  both  ", "${", "$$", "\u00fc\u20ac\ud835\udd4f", "x".repeat(3000),
      "a,b", "a=b", "a;b", "a/b", "a:b:c", "a@b", "a b");

  private HostileStrings() {}
}
