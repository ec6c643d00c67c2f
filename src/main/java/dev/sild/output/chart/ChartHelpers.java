package dev.sild.output.chart;

import dev.sild.output.layout.SildMark;
import dev.sild.output.trace.TextConversion;
import dev.sild.syntax.HelmText;
import java.util.Set;
import java.util.stream.Collectors;

/** The file of helpers: names, labels, images and secret values. */
final class ChartHelpers {
    /** A group of helpers, in the order in which they are in the file. */
    enum Helper {
        LABELS("""

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
      sild.dev/converted: "true"
      {{- end }}
      """),
        IMAGE("""

      {{/* The reference of an image: repository, tag and digest. */}}
      {{- define "CHART.image" -}}
      {{- .repository }}{{ with .tag }}:{{ . }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}
      {{- end }}
      """),
        JOBS("""

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
      """),
        AFFINITY("""

      {{/* An affinity, as a value, and what pods require of each other, as the YAML of {affinity: …, required: […]}. */}}
      {{- define "CHART.affinity" -}}
      {{- $chart := index . 1 | fromYaml -}}
      {{- $affinity := index . 0 | default $chart.affinity | default dict | deepCopy -}}
      {{- with $chart.required -}}
      {{- $pods := $affinity.podAffinity | default dict -}}
      {{- $all := concat ($pods.requiredDuringSchedulingIgnoredDuringExecution | default list) . -}}
      {{- $_ := set $affinity "podAffinity" (merge (dict "requiredDuringSchedulingIgnoredDuringExecution" $all) $pods) -}}
      {{- end -}}
      {{- if $affinity }}{{ toYaml $affinity }}{{ end -}}
      {{- end }}
      """),
        SECRET("""

      {{/* A secret text, by its path and itself. */}}
      {{- define "CHART.secret" -}}
      {{- $path := index . 0 -}}
      {{- $value := index . 1 -}}
      {{- if kindIs "invalid" $value }}{{ fail (printf "%s has no value: add -f CHART/secrets.values.yaml, or set it in your own values file" $path) }}{{ end -}}
      {{- $value | toString -}}
      {{- end }}
      """),
        SECRET_DATA("""

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
      """);

        private final String text;

        Helper(String text) {
            this.text = text;
        }
    }

    private ChartHelpers() {}

    /** Returns the file. */
    static String of(ChartNames names, Set<Helper> used, boolean areConversionsUsed) {
        String helpers = used.stream().map(helper -> helper.text).collect(Collectors.joining());
        return HelmText.comment(SildMark.WORDS + ".").strip()
                + "\n"
                + helpers.replace("CHART/", "\0/")
                        .replace("CHART", names.chart())
                        .replace("\0/", "CHART/")
                + (areConversionsUsed ? "\n" + TextConversion.HELPERS : "");
    }
}
