{{/*
What the operator may do in the namespaces that it watches. Objects are applied (create, patch) and pruned (delete),
and watched, so that nothing is read where nothing changed (get, list, watch). Nothing is updated as a whole, nor
deleted in bulk.
*/}}
{{- define "sild.rules" -}}
{{- $keep := list "get" "list" "watch" "create" "patch" "delete" | toJson }}
# The stacks themselves are people's: the operator tells their state and changes nothing else.
- apiGroups: [sild.dev]
  resources: [webstacks]
  verbs: [get, list, watch]
- apiGroups: [sild.dev]
  resources: [webstacks/status]
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
# Without escalate and bind: the operator can give away no right that it does not have.
- apiGroups: [rbac.authorization.k8s.io]
  resources: [roles, rolebindings]
  verbs: {{ $keep }}
# An event that is said again is counted.
- apiGroups: [""]
  resources: [events]
  verbs: [get, create, patch]
{{- with .Values.rbac.optional }}
{{- if .gatewayAPI }}
- apiGroups: [gateway.networking.k8s.io]
  resources: [httproutes]
  verbs: {{ $keep }}
{{- end }}
{{- if .serviceMonitors }}
- apiGroups: [monitoring.coreos.com]
  resources: [servicemonitors]
  verbs: {{ $keep }}
{{- end }}
{{- if .istio }}
- apiGroups: [security.istio.io]
  resources: [peerauthentications, authorizationpolicies]
  verbs: {{ $keep }}
{{- end }}
{{- if .linkerd }}
- apiGroups: [policy.linkerd.io]
  resources: [servers, authorizationpolicies, meshtlsauthentications]
  verbs: {{ $keep }}
{{- end }}
{{- end }}
{{- end }}
