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

    private static final String JOBS = """

      {{/* A hash of what a Job does, by its spec. Its resources, placement, labels and annotations do not count. */}}
      {{- define "CHART.jobHash" -}}
      {{- $template := (fromYaml .).template -}}
      {{- $work := list $template.spec.volumes -}}
      {{- range concat ($template.spec.initContainers | default list) $template.spec.containers -}}
      {{- $work = append $work (pick . "name" "image" "command" "args" "workingDir" "env" "envFrom" "volumeMounts") -}}
      {{- end -}}
      {{- range $key, $value := $template.metadata.annotations -}}
      {{- if hasPrefix "checksum/" $key }}{{ $work = append $work (list $key $value) }}{{ end -}}
      {{- end -}}
      {{- $work | toJson | sha256sum | trunc 8 -}}
      {{- end }}

      {{/* The spec of a Job, by its name and its new spec: a Job cannot change, so one of this name keeps its own. */}}
      {{- define "CHART.jobSpec" -}}
      {{- $root := index . 0 -}}
      {{- $own := dict -}}
      {{- if $root.Release.IsUpgrade }}{{ $own = (lookup "batch/v1" "Job" $root.Release.Namespace (index . 1)).spec }}{{ end -}}
      {{- if $own -}}
      {{- $labels := omit $own.template.metadata.labels "controller-uid" "job-name" "batch.kubernetes.io/controller-uid" "batch.kubernetes.io/job-name" -}}
      {{- $_ := set $own.template.metadata "labels" $labels -}}
      {{- omit $own "selector" | toYaml -}}
      {{- else -}}
      {{- index . 2 -}}
      {{- end -}}
      {{- end }}
      """;

    private static final String SECRET = """

      {{/* A secret text, by its path and itself. */}}
      {{- define "CHART.secret" -}}
      {{- $path := index . 0 -}}
      {{- $value := index . 1 -}}
      {{- if kindIs "invalid" $value }}{{ fail (printf "%s has no value: add -f CHART/secrets.values.yaml, or set it in your own values file" $path) }}{{ end -}}
      {{- $value | toString -}}
      {{- end }}
      """;

    private static final String SECRET_DATA = """

      {{/* The same in base64: of a text, of a template with its context as the third item, or of bytes as {base64: …}. */}}
      {{- define "CHART.secretData" -}}
      {{- $path := index . 0 -}}
      {{- $value := index . 1 -}}
      {{- if kindIs "map" $value -}}
      {{- $base64 := get $value "base64" -}}
      {{- if ne ($base64 | b64dec | b64enc) $base64 }}{{ fail (printf "%s.base64 is not valid base64" $path) }}{{ end -}}
      {{- $base64 -}}
      {{- else -}}
      {{- $text := include "CHART.secret" . -}}
      {{- if gt (len .) 2 }}{{ tpl $text (index . 2) | b64enc }}{{ else }}{{ $text | b64enc }}{{ end -}}
      {{- end -}}
      {{- end }}
      """;

    private ChartHelpers() {}

    /**
     * Returns the file.
     *
     * @param labels whether objects have the labels of the release
     */
    static String of(ChartNames names, ChartExpressions asking, boolean labels, boolean images, boolean jobs) {
        String helpers = (labels ? LABELS : "")
                + (images ? IMAGE : "")
                + (jobs ? JOBS : "")
                + (asking.needsSecretHelper() ? SECRET.replace("CHART/", "\0/") : "")
                + (asking.needsSecretDataHelper() ? SECRET_DATA : "");
        return HelmText.comment(SildMark.WORDS + ".").strip()
                + "\n"
                + helpers.replace("CHART", names.chart()).replace("\0/", "CHART/")
                + (asking.needsHelpers() ? "\n" + TextConversion.HELPERS : "");
    }
}
