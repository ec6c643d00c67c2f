package dev.sild.output.chart;

import dev.sild.output.layout.SildMark;
import dev.sild.output.trace.TextConversion;
import dev.sild.syntax.HelmText;

/** The file of helpers: names, labels, images and secret values. */
final class ChartHelpers {
    private static final String LABELS = """

      {{/* The name of the chart. */}}
      {{- define "CHART.name" -}}
      {{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
      {{- end }}

      {{/* The labels by which pods are selected; they cannot be changed. */}}
      {{- define "CHART.selectorLabels" -}}
      app.kubernetes.io/name: {{ include "CHART.name" . }}
      app.kubernetes.io/instance: {{ .Release.Name }}
      {{- end }}

      {{/* The labels of all objects. */}}
      {{- define "CHART.labels" -}}
      helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
      {{ include "CHART.selectorLabels" . }}
      {{- with .Chart.AppVersion }}
      app.kubernetes.io/version: {{ . | quote }}
      {{- end }}
      app.kubernetes.io/managed-by: {{ .Release.Service }}
      {{- end }}
      """;

    private static final String IMAGE = """

      {{/* The reference of an image: repository, tag and digest. */}}
      {{- define "CHART.image" -}}
      {{- .repository }}{{ with .tag }}:{{ . }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}
      {{- end }}
      """;

    private static final String SECRET = """

      {{/* A secret value, by its path and itself: a string, or bytes as {base64: …}. */}}
      {{- define "CHART.secret" -}}
      {{- $path := index . 0 -}}
      {{- $value := index . 1 -}}
      {{- if kindIs "invalid" $value }}{{ fail (printf "%s has no value: add -f CHART/secrets.values.yaml, or set it in your own values file" $path) }}{{ end -}}
      {{- if kindIs "map" $value }}{{ get $value "base64" | b64dec }}{{ else }}{{ $value | toString }}{{ end -}}
      {{- end }}
      """;

    private ChartHelpers() {}

    /**
     * Returns the file.
     *
     * @param labels whether objects have the labels of the release
     */
    static String of(ChartNames names, ChartExpressions asking, boolean labels, boolean images) {
        String helpers = (labels ? LABELS : "")
                + (images ? IMAGE : "")
                + (asking.needsSecretHelper() ? SECRET.replace("CHART/", "\0/") : "");
        return HelmText.comment(SildMark.WORDS + ".").strip()
                + "\n"
                + helpers.replace("CHART", names.chart()).replace("\0/", "CHART/")
                + (asking.needsHelpers() ? "\n" + TextConversion.HELPERS : "");
    }
}
