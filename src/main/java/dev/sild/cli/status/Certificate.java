package dev.sild.cli.status;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A certificate that a stack serves, as its Secret has it.
 *
 * @param secret the name of the Secret
 * @param expires when it ends; empty where there is no certificate
 * @param names the host names that it is for
 * @param problem what is wrong with it; empty for nothing
 */
public record Certificate(String secret, Optional<Instant> expires, List<String> names, String problem) {
    private static final int DNS_NAME = 2;
    private static final Duration SOON = Duration.ofDays(14);

    public Certificate {
        names = List.copyOf(names);
    }

    /** Returns a certificate that cannot be used. */
    static Certificate unusable(String secret, String problem) {
        return new Certificate(secret, Optional.empty(), List.of(), problem);
    }

    /**
     * Returns the first certificate of a chain.
     *
     * @param pem the value of {@code tls.crt}
     * @param host the host name that it must be for; empty for any
     */
    static Certificate of(String secret, byte[] pem, String host, Instant now) {
        try {
            Collection<? extends java.security.cert.Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (chain.isEmpty() || !(chain.iterator().next() instanceof X509Certificate first)) {
                return unusable(secret, "tls.crt contains no certificate");
            }
            Instant starts = first.getNotBefore().toInstant();
            Instant ends = first.getNotAfter().toInstant();
            List<String> names = names(first);
            String problem = ends.isBefore(now)
                    ? "expired " + TimeText.ago(ends, now)
                    : starts.isAfter(now)
                            ? "not valid before " + starts
                            : !host.isEmpty() && names.stream().noneMatch(name -> covers(name, host))
                                    ? "is for " + String.join(", ", names) + ", not for " + host
                                    : "";
            return new Certificate(secret, Optional.of(ends), names, problem);
        } catch (CertificateException malformed) {
            return unusable(secret, "tls.crt is not a certificate in PEM format");
        }
    }

    /** Whether it ends within two weeks. */
    boolean endsSoon(Instant now) {
        return expires.filter(end -> end.isBefore(now.plus(SOON))).isPresent();
    }

    private static List<String> names(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? List.of()
                : names.stream()
                        .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                        .map(name -> String.valueOf(name.get(1)))
                        .toList();
    }

    /** A wildcard stands for one label. */
    private static boolean covers(String name, String host) {
        String certified = name.toLowerCase(Locale.ROOT);
        String wanted = host.toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        return certified.equals(wanted)
                || certified.startsWith("*.")
                        && dot >= 0
                        && certified.substring(1).equals(wanted.substring(dot));
    }
}
