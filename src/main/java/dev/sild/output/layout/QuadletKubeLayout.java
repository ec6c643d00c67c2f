package dev.sild.output.layout;

import dev.sild.syntax.UnitText;
import dev.sild.syntax.YamlComment;
import java.util.ArrayList;
import java.util.List;

/**
 * The YAML that podman plays, and the unit from which systemd's generator makes the service that plays it.
 *
 * @see <a href="https://docs.podman.io/en/latest/markdown/podman-systemd.unit.5.html">podman-systemd.unit</a>
 */
public final class QuadletKubeLayout {
    private static final String UNIT = """
      # Written by sild: %1$s, run by podman and started by systemd.
      #
      # Without root, at every boot (podman 4.4 or newer):
      #
      #   mkdir -p ~/.config/containers/systemd
      #   cp %1$s.kube %1$s.yaml ~/.config/containers/systemd/
      #   systemctl --user daemon-reload
      #   systemctl --user start %1$s
      #   loginctl enable-linger          # start it at boot, not at the first login
      #
      # As root: /etc/containers/systemd/ and systemctl without --user. Volumes are kept when it stops.
      %2$s
      [Unit]
      Description=%3$s, run by podman
      Wants=network-online.target
      After=network-online.target

      [Kube]
      Yaml=%3$s.yaml

      [Service]
      Restart=on-failure
      # The first start pulls the images.
      TimeoutStartSec=900

      [Install]
      WantedBy=default.target multi-user.target
      """;

    private static final String SECRETS = """
      # Its Secrets are in a file of their own. Let podman know them before it is started, and again when one changes:
      #
      #   podman kube play %1$s-secrets.yaml
      """;

    private QuadletKubeLayout() {}

    public static List<LayoutFile> of(String name, SecretsPlace.Split objects) {
        List<LayoutFile> files = new ArrayList<>();
        files.add(LayoutFile.of(name + ".yaml", objects.open(), ObjectTrees.PLAIN));
        if (!objects.kept().isEmpty()) {
            files.add(LayoutFile.of(name + "-secrets.yaml", objects.kept(), ObjectTrees.PLAIN));
        }
        String shown = YamlComment.part(name);
        files.add(LayoutFile.of(
                name + ".kube",
                UNIT.formatted(
                                shown,
                                objects.kept().isEmpty() ? "" : "#\n" + SECRETS.formatted(shown),
                                UnitText.value(name))
                        .replaceAll("\n\n\n", "\n\n")));
        return files;
    }
}
