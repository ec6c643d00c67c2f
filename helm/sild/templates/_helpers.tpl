{{- define "sild.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The release's name, and the chart's where that is not in it. Ten characters are left for suffixes. */}}
{{- define "sild.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- $full := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) }}
{{- default $full .Values.fullnameOverride | trunc 53 | trimSuffix "-" }}
{{- end }}

{{/* The name of what is cluster-wide: two releases of one name in two namespaces do not meet. */}}
{{- define "sild.clusterName" -}}
{{- printf "%s-%s" .Release.Namespace (include "sild.fullname" .) }}
{{- end }}

{{- define "sild.serviceAccount" -}}
{{- default (ternary (include "sild.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name }}
{{- end }}

{{- define "sild.image" -}}
{{- with .Values.image }}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ default $.Chart.AppVersion .tag }}{{ end }}
{{- end }}
{{- end }}

{{/* Which pods: what a selector holds can never change. */}}
{{- define "sild.selector" -}}
app.kubernetes.io/name: {{ include "sild.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end }}

{{- define "sild.labels" -}}
{{- $own := dict
    "app.kubernetes.io/name" (include "sild.name" .)
    "app.kubernetes.io/instance" .Release.Name
    "app.kubernetes.io/component" "operator"
    "app.kubernetes.io/part-of" "sild"
    "app.kubernetes.io/version" .Chart.AppVersion
    "app.kubernetes.io/managed-by" .Release.Service
    "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") }}
{{- toYaml (mergeOverwrite (deepCopy .Values.commonLabels) $own) }}
{{- end }}

{{/* Without the chart's version: a chart that changes nothing of the pods rolls none. */}}
{{- define "sild.podLabels" -}}
{{- $own := omit (include "sild.labels" . | fromYaml) "helm.sh/chart" "app.kubernetes.io/managed-by" }}
{{- toYaml (mergeOverwrite (deepCopy .Values.podLabels) $own) }}
{{- end }}

{{/* metadata of an object: (dict "root" $ "name" NAME), with "namespace", "labels" and "annotations" of its own. */}}
{{- define "sild.metadata" -}}
{{- $labels := mergeOverwrite (include "sild.labels" .root | fromYaml) (default dict .labels) }}
{{- $annotations := mergeOverwrite (deepCopy .root.Values.commonAnnotations) (default dict .annotations) }}
name: {{ .name }}
{{- with .namespace }}
namespace: {{ . }}
{{- end }}
labels:
  {{- toYaml $labels | nindent 2 }}
{{- with $annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
