package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaddyfileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com {~ respond a.example.org~} | example.com",
                "example.com~respond ok | example.com",
                "https://a.example.com, *.b.example.com:443 { | a.example.com,*.b.example.com",
                "{$DOMAIN} { | shop.example.com",
                "{$NONE:fallback.example.com} { | fallback.example.com",
                "{$NONE} { | ''",
                "{$PORT} { | ''",
                "http://example.com { | ''",
                "example.com: { | example.com",
                "example.com:8443 { | ''",
                "localhost { | ''",
                "shop.local { | ''",
                ":80 { | ''",
                "10.0.0.1 { | ''",
                "# example.com { | ''",
                "(example.com) { | ''",
                "example.com {~ tls internal~} | ''",
                "{~ auto_https off~}~example.com { | ''",
                "example.com {~ tls /a.pem /a.key~} | ''",
            })
    void publicNamesNeedCertificates(String text, String domains) {
        Map<String, String> variables = Map.of("DOMAIN", "shop.example.com", "PORT", ":80");
        assertThat(String.join(
                        ",", Caddyfile.domains(text.replace('~', '\n'), name -> variables.getOrDefault(name, ""))))
                .isEqualTo(domains);
    }
}
