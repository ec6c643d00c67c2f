/**
 * Text that Sild did not write, made safe for the syntax it is written into: one class for each syntax. A layout, a
 * script or a report never puts a name, a value or a path of the input into such a syntax in another way, and a test
 * holds that:
 *
 * <ul>
 *   <li>{@link dev.sild.syntax.YamlComment}: comments of YAML, shell scripts and units
 *   <li>{@link dev.sild.syntax.HelmText}: templates of a Helm chart, and values that Helm evaluates as templates
 *   <li>{@link dev.sild.syntax.UnitText}: settings of a systemd unit
 *   <li>{@link dev.sild.syntax.ShellText}: words of a POSIX shell
 *   <li>{@link dev.sild.syntax.MarkdownText}: a chart's README
 *   <li>{@link dev.sild.syntax.SarifText}: messages and addresses in a SARIF log
 *   <li>{@link dev.sild.syntax.GithubText}: commands to GitHub's runners
 *   <li>{@link dev.sild.syntax.MermaidText}, {@link dev.sild.syntax.DotText}: labels of pictures
 *   <li>{@link dev.sild.syntax.XmlText}: images, pages and reports in XML and HTML
 *   <li>{@link dev.sild.syntax.TerminalText}: what is printed for people
 * </ul>
 *
 * <p>YAML and JSON documents are built from trees, by {@code dev.sild.yaml.YamlWriter} and
 * {@code dev.sild.report.Json}: text never becomes structure there. This package knows no other of Sild's.
 */
package dev.sild.syntax;
