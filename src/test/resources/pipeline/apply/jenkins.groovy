// Written by sild pipeline. To update it:
//   sild pipeline jenkins --sild-image registry.example.com/tools/sild:0.1.0 --project-directory deploy --profile production --image-prefix ghcr.io/acme --apply --no-scan -- --layout kustomize --expose ingress --host tool.example.com
// Credentials (registry: user name and password; others: secret text): registry, APP_KEY
// Credentials (secret file): KUBECONFIG_TEXT
// For a multibranch pipeline. Programs of the agent: git, docker with buildx, kubectl
pipeline {
  agent { label 'docker' }
  options {
    disableConcurrentBuilds()
    timeout(time: 60, unit: 'MINUTES')
  }
  environment {
    SILD_TAG = "${env.GIT_COMMIT}"
    SILD_PUBLISH = "${env.BRANCH_NAME == 'main' ? 'yes' : 'no'}"
    PATH = "${env.WORKSPACE_TMP}/sild:${env.PATH}"
  }
  stages {
    stage('Check') {
      steps {
        sh label: 'Install sild', script: '''#!/bin/sh
set -eu
mkdir -p "$WORKSPACE_TMP/sild"
cat > "$WORKSPACE_TMP/sild"/sild <<\'END\'
#!/bin/sh
exec docker run --rm --user "$(id -u):$(id -g)" --env APP_KEY --volume "$PWD:$PWD" --workdir "$PWD" registry.example.com/tools/sild:0.1.0 "$@"
END
chmod +x "$WORKSPACE_TMP/sild"/sild
'''
        sh label: 'Check the project', script: '''#!/bin/sh
set -eu
sild check \\
  --project-directory deploy \\
  --profile production \\
  --format junit \\
  --fail-on never > sild-check.xml
sild check --project-directory deploy --profile production --fail-on error
'''
      }
      post { always { junit testResults: 'sild-check.xml', skipMarkingBuildUnstable: true } }
    }
    stage('Log in') {
      when { branch 'main' }
      steps {
        withCredentials([usernamePassword(credentialsId: 'registry', usernameVariable: 'REGISTRY_USER', passwordVariable: 'REGISTRY_PASSWORD')]) {
          sh label: 'Log in to the registry', script: '''#!/bin/sh
set -eu
printf %s "$REGISTRY_PASSWORD" | docker login --username "$REGISTRY_USER" --password-stdin ghcr.io
'''
        }
      }
    }
    stage('Images') {
      steps {
        sh label: 'Set up the builder', script: '''#!/bin/sh
set -eu
docker context inspect sild > /dev/null 2>&1 || docker context create sild > /dev/null
docker buildx inspect sild > /dev/null 2>&1 ||
  docker buildx create --name sild --driver docker-container sild > /dev/null
docker buildx use sild
docker run --privileged --rm docker.io/tonistiigi/binfmt:qemu-v9.2.2 --install all
'''
        sh label: 'Build tool-app', script: '''#!/bin/sh
set -eu
cd -- deploy
set -- --cache-from type=registry,ref=ghcr.io/acme/tool-app:buildcache
if [ "$SILD_PUBLISH" = yes ]; then
  set -- "$@" --cache-to type=registry,ref=ghcr.io/acme/tool-app:buildcache,mode=max
fi
docker buildx build --load "$@" \\
  --file ./../app/Dockerfile \\
  --tag "ghcr.io/acme/tool-app:$SILD_TAG" \\
  -- ./../app
'''
      }
    }
    stage('Publish') {
      when { branch 'main' }
      steps {
        sh label: 'Push tool-app', script: '''#!/bin/sh
set -eu
cd -- deploy
set -- --cache-from type=registry,ref=ghcr.io/acme/tool-app:buildcache
if [ "$SILD_PUBLISH" = yes ]; then
  set -- "$@" --cache-to type=registry,ref=ghcr.io/acme/tool-app:buildcache,mode=max
fi
docker buildx build --push "$@" \\
  --platform linux/amd64,linux/arm64 \\
  --file ./../app/Dockerfile \\
  --tag "ghcr.io/acme/tool-app:$SILD_TAG" \\
  -- ./../app
'''
      }
    }
    stage('Deliver') {
      when { branch 'main' }
      steps {
        withCredentials([string(credentialsId: 'APP_KEY', variable: 'APP_KEY')]) {
          sh label: 'Convert to manifests', script: '''#!/bin/sh
set -eu
: "${APP_KEY:?is secret; set it on the server}"
sild convert \\
  --project-directory deploy \\
  --profile production \\
  --image-prefix ghcr.io/acme \\
  --image-tag "$SILD_TAG" \\
  --secrets inline \\
  --layout kustomize \\
  --expose ingress \\
  --host tool.example.com \\
  --output manifests/ \\
  --report-level warning
'''
        }
        withCredentials([file(credentialsId: 'KUBECONFIG_TEXT', variable: 'KUBECONFIG_TEXT_FILE')]) {
          sh label: 'Apply the manifests', script: '''#!/bin/sh
KUBECONFIG_TEXT=$(cat "$KUBECONFIG_TEXT_FILE")
export KUBECONFIG_TEXT
set -eu
umask 077
KUBECONFIG=$(mktemp)
export KUBECONFIG
trap \'rm -f "$KUBECONFIG"\' EXIT
printf \'%s
\' "$KUBECONFIG_TEXT" > "$KUBECONFIG"
kubectl apply --server-side --kustomize manifests/base
'''
        }
      }
    }
  }
  post { always { sh 'docker logout ghcr.io || true' } }
}
