// Written by sild pipeline. To update it:
//   sild pipeline jenkins --project-directory deploy --profile production --image-prefix ghcr.io/acme --apply --no-scan --branch release/1.x -- --layout kustomize --expose ingress --host tool.example.com
// Credentials, by their ids (registry: username and password; others: secret text): registry, APP_KEY, KUBECONFIG_TEXT
// Programs of the agent: git, docker with buildx, kubectl
pipeline {
  agent { label 'docker' }
  options {
    disableConcurrentBuilds()
    timeout(time: 60, unit: 'MINUTES')
  }
  environment {
    TAG = "${env.GIT_COMMIT}"
    PUBLISH = "${env.BRANCH_NAME == 'release/1.x' ? 'yes' : 'no'}"
    PATH = "${env.WORKSPACE}/.sild:${env.PATH}"
  }
  stages {
    stage('Check') {
      steps {
        sh label: 'Install sild', script: '''#!/bin/sh
set -eu
mkdir -p "$WORKSPACE/.sild"
cat > "$WORKSPACE/.sild"/sild <<\'END\'
#!/bin/sh
exec docker run --rm --user "$(id -u):$(id -g)" --env APP_KEY --volume "$PWD:$PWD" --workdir "$PWD" localhost/sild:0.1.0 "$@"
END
chmod +x "$WORKSPACE/.sild"/sild
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
      post { always { junit 'sild-check.xml' } }
    }
    stage('Log in') {
      when { branch 'release/1.x' }
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
        sh label: 'Build tool-app', script: '''#!/bin/sh
set -eu
cd -- deploy
set -- --cache-from type=registry,ref=ghcr.io/acme/tool-app:buildcache
if [ "$PUBLISH" = yes ]; then
  set -- "$@" --cache-to type=registry,ref=ghcr.io/acme/tool-app:buildcache,mode=max
fi
docker buildx build --load "$@" \\
  --file ./../app/Dockerfile \\
  --tag "ghcr.io/acme/tool-app:$TAG" \\
  -- ./../app
'''
      }
    }
    stage('Publish') {
      when { branch 'release/1.x' }
      steps {
        sh label: 'Push tool-app', script: '''#!/bin/sh
set -eu
cd -- deploy
docker buildx build --push \\
  --platform linux/amd64,linux/arm64 \\
  --file ./../app/Dockerfile \\
  --tag "ghcr.io/acme/tool-app:$TAG" \\
  -- ./../app
cd -- ..
docker buildx imagetools inspect --format \'{{.Manifest.Digest}}\' \\
  "ghcr.io/acme/tool-app:$TAG" \\
  > tool-app.digest
'''
      }
    }
    stage('Deliver') {
      when { branch 'release/1.x' }
      steps {
        withCredentials([string(credentialsId: 'APP_KEY', variable: 'APP_KEY')]) {
          sh label: 'Convert to manifests', script: '''#!/bin/sh
set -eu
sild convert \\
  --project-directory deploy \\
  --profile production \\
  --image-prefix ghcr.io/acme \\
  --image-tag "$TAG" \\
  --secrets inline \\
  --layout kustomize \\
  --expose ingress \\
  --host tool.example.com \\
  --output manifests/ \\
  --report-level warning
'''
        }
        withCredentials([string(credentialsId: 'KUBECONFIG_TEXT', variable: 'KUBECONFIG_TEXT')]) {
          sh label: 'Apply the manifests', script: '''#!/bin/sh
set -eu
umask 077
KUBECONFIG=$(mktemp)
export KUBECONFIG
trap \'rm -f "$KUBECONFIG"\' EXIT
printf \'%s\\n\' "$KUBECONFIG_TEXT" > "$KUBECONFIG"
kubectl apply --server-side --kustomize manifests/base
'''
        }
      }
    }
  }
}
