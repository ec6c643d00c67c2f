package dev.sild.compose.translate;

import dev.sild.compose.translate.TranslateOptions.Expose;
import dev.sild.report.Code;
import java.util.Locale;

/**
 * How one service's published ports are opened: as its hint says, else the command line, else the project's hint.
 *
 * @param ownHost whether the host is the service's alone, and no other gets one below it
 */
record ExposeHints(
    Expose expose, String host, boolean ownHost, String tlsSecret, String ingressClass, String gateway) {

  static ExposeHints of(TranslateOptions options, Attribute project, Attribute service) {
    String own = service.get("expose").string();
    String all = project.get("expose").string();
    Expose flag = options.expose();
    String host = service.get("host").string();
    ExposeHints hints = new ExposeHints(
        flag == Expose.HOST ? flag : !own.isEmpty() ? named(own) : flag != Expose.NONE || all.isEmpty() ? flag : named(all),
        first(host, options.host(), project.get("host").string()),
        !host.isEmpty(),
        first(service.get("tls_secret").string(), options.tlsSecret(), project.get("tls_secret").string()),
        first(service.get("ingress_class").string(), options.ingressClass(), project.get("ingress_class").string()),
        first(service.get("gateway").string(), options.gateway(), project.get("gateway").string()));
    if (hints.expose == Expose.GATEWAY && hints.gateway.isEmpty()) {
      (own.isEmpty() ? project : service).get("expose").note(Code.INPUT_INVALID, "a gateway needs the name of a Gateway",
          "add 'gateway: [NAMESPACE/]NAME' beside it");
    }
    return hints;
  }

  private static Expose named(String name) {
    return Expose.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static String first(String hint, String flag, String project) {
    return !hint.isEmpty() ? hint : !flag.isEmpty() ? flag : project;
  }
}
