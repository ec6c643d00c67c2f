{{/* A list as a variable of the environment has it. */}}
{{- define "sild.list" -}}
{{- $items := list }}
{{- range . }}{{ $items = append $items (. | replace "\\" "\\\\" | replace "," "\\,") }}{{ end }}
{{- join "," $items }}
{{- end }}

{{/* The kinds of stacks, as the API calls them. */}}
{{- define "sild.kinds" -}}
{{- list "microservicestacks" "monitoringstacks" "webstacks" | toJson }}
{{- end }}

{{/* The same with /status behind each. */}}
{{- define "sild.statuses" -}}
{{- $all := list }}
{{- range include "sild.kinds" . | fromJsonArray }}{{ $all = append $all (printf "%s/status" .) }}{{ end }}
{{- $all | toJson }}
{{- end }}

{{/* What a MonitoringStack's Prometheus does, and what its agent for logs does beside. */}}
{{- define "sild.podRights" -}}
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch]
{{- end }}
{{- define "sild.logRights" -}}
- apiGroups: [""]
  resources: [pods/log]
  verbs: [get]
{{- end }}

{{/*
What the operator may do in the namespaces that it watches. Objects are applied (create, patch) and pruned (delete),
and watched, so that nothing is read where nothing changed (get, list, watch). Nothing is updated as a whole, nor
deleted in bulk.
*/}}
{{- define "sild.rules" -}}
{{- $keep := list "get" "list" "watch" "create" "patch" "delete" | toJson }}
# The stacks themselves are people's: the operator tells their state and changes nothing else.
- apiGroups: [sild.dev]
  resources: {{ include "sild.kinds" . }}
  verbs: [get, list, watch]
- apiGroups: [sild.dev]
  resources: {{ include "sild.statuses" . }}
  verbs: [patch]
- apiGroups: [apps]
  resources: [deployments, statefulsets, daemonsets]
  verbs: {{ $keep }}
- apiGroups: [batch]
  resources: [jobs, cronjobs]
  verbs: {{ $keep }}
- apiGroups: [""]
  resources: [services, configmaps, persistentvolumeclaims, serviceaccounts]
  verbs: {{ $keep }}
# Generated passwords are Secrets. A rule cannot tell them from others, neither by label nor by owner.
- apiGroups: [""]
  resources: [secrets]
  verbs: {{ $keep }}
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies, ingresses]
  verbs: {{ $keep }}
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: {{ $keep }}
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: {{ $keep }}
# A MonitoringStack's Prometheus finds pods through the API server, and its agent reads their logs there. The API server
# lets nobody give away a right that they have not themselves, nor by a binding.
- apiGroups: [rbac.authorization.k8s.io]
  resources: [roles, rolebindings]
  verbs: {{ $keep }}
{{ include "sild.podRights" . }}
{{ include "sild.logRights" . }}
# An event that is said again is counted. The warnings about pods say why a stack is not ready.
- apiGroups: [""]
  resources: [events]
  verbs: [get, list, create, patch]
# Kinds that only some clusters have: where they lack, these rules open nothing. Where they are, the operator watches
# them, and would wait in vain without the right.
- apiGroups: [gateway.networking.k8s.io]
  resources: [httproutes]
  verbs: {{ $keep }}
- apiGroups: [monitoring.coreos.com]
  resources: [servicemonitors]
  verbs: {{ $keep }}
- apiGroups: [security.istio.io]
  resources: [peerauthentications, authorizationpolicies]
  verbs: {{ $keep }}
- apiGroups: [policy.linkerd.io]
  resources: [servers, authorizationpolicies, meshtlsauthentications, networkauthentications]
  verbs: {{ $keep }}
{{- end }}
