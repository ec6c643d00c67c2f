package dev.sild.secrets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;

/** Where secrets are within a text. */
final class Spans {
    /** A user of this length with a digit is a token: {@code https://ghp123…@github.com/x}. */
    private static final int TOKEN = 20;

    private Spans() {}

    /** Returns the passwords of URLs: {@code scheme://user:password@host}. */
    static List<Span> ofUrls(String text) {
        List<Span> spans = new ArrayList<>();
        int scheme = text.indexOf("://");
        while (scheme >= 0) {
            int at = -1;
            int colon = -1;
            for (int i = scheme + 3; i < text.length() && at < 0; i++) {
                char c = text.charAt(i);
                if (c == '@') {
                    at = i;
                } else if (c == ':' && colon < 0) {
                    colon = i;
                } else if (c == '/' || c == '?' || c == '#' || c == ' ' || c == '"' || c == '\'' || c == '\n') {
                    break;
                }
            }
            if (at > 0 && colon > 0 && at > colon + 1 && isValue(text, colon + 1)) {
                spans.add(new Span(colon + 1, at, "URL_PASSWORD"));
            } else if (at > 0 && colon < 0 && isToken(text.substring(scheme + 3, at))) {
                spans.add(new Span(scheme + 3, at, "URL_TOKEN"));
            }
            scheme = text.indexOf("://", scheme + 3);
        }
        return spans;
    }

    private static boolean isToken(String user) {
        return user.length() >= TOKEN
                && user.chars().anyMatch(Character::isDigit)
                && user.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-'));
    }

    /** Returns the passwords of URLs and connection strings. */
    static List<Span> ofConnections(String text) {
        List<Span> spans = new ArrayList<>(text.indexOf("://") >= 0 ? ofUrls(text) : List.of());
        if (text.indexOf('=') >= 0 || text.indexOf('@') > 0) {
            for (Matcher matcher : SecretValues.passwords(text)) {
                while (matcher.find()) {
                    if (isValue(text, matcher.start(1))) {
                        spans.add(new Span(matcher.start(1), matcher.end(1), "CONNECTION_PASSWORD"));
                    }
                }
            }
        }
        return spans;
    }

    /** Whether a value begins there, and not what a shell or a template fills in. */
    static boolean isValue(String text, int at) {
        return at < text.length() && "$`<{*%".indexOf(text.charAt(at)) < 0;
    }

    /** Returns spans in order, without those that begin within another. */
    static List<Span> apart(List<Span> spans) {
        if (spans.size() < 2) {
            return spans;
        }
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingInt(Span::start).thenComparing(span -> -span.end()));
        List<Span> apart = new ArrayList<>();
        int end = 0;
        for (Span span : sorted) {
            if (span.start() >= end) {
                apart.add(span);
                end = span.end();
            }
        }
        return apart;
    }
}
