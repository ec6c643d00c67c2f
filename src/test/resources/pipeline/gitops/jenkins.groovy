// Written by sild pipeline. To update it:
//   sild pipeline jenkins --sild-image registry.example.com/tools/sild:0.1.0 --image-prefix registry.example.com:5000/team --gitops https://git.example.com/team/deploy.git --gitops-path clusters/one --sbom --sign
// Variables of the folder or the server: GITOPS_USER, GREETING
// Credentials (registry: user name and password; others: secret text): registry, TOKEN, COSIGN_PASSWORD, GITOPS_TOKEN
// Credentials (secret file): COSIGN_PRIVATE_KEY
// For a multibranch pipeline. Programs of the agent: git, docker with buildx, trivy, cosign
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
exec docker run --rm --user "$(id -u):$(id -g)" --env DB_PASSWORD --env GREETING --volume "$PWD:$PWD" --workdir "$PWD" registry.example.com/tools/sild:0.1.0 "$@"
END
chmod +x "$WORKSPACE_TMP/sild"/sild
'''
        sh label: 'Check the project', script: '''#!/bin/sh
set -eu
sild check --format junit --fail-on never > sild-check.xml
sild check --fail-on error
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
printf %s "$REGISTRY_PASSWORD" | \\
  docker login --username "$REGISTRY_USER" --password-stdin registry.example.com:5000
'''
        }
      }
    }
    stage('Images') {
      when { not { changeRequest() } }
      steps {
        sh label: 'Set up the builder', script: '''#!/bin/sh
set -eu
docker context inspect sild > /dev/null 2>&1 || docker context create sild > /dev/null
docker buildx inspect sild > /dev/null 2>&1 ||
  docker buildx create --name sild --driver docker-container sild > /dev/null
docker buildx use sild
'''
        withCredentials([string(credentialsId: 'TOKEN', variable: 'TOKEN')]) {
          sh label: 'Build shop-web', script: '''#!/bin/sh
set -eu
: "${TOKEN:?is secret; set it on the server}"
set -- --cache-from type=registry,ref=registry.example.com:5000/team/shop-web:buildcache
if [ "$SILD_PUBLISH" = yes ]; then
  set -- "$@" --cache-to type=registry,ref=registry.example.com:5000/team/shop-web:buildcache,mode=min
fi
docker buildx build --load "$@" \\
  --file ./web/Dockerfile \\
  --build-arg \'THEME=it\'\\\'\'s $\'\'5\' \\
  --build-arg TOKEN \\
  --tag "registry.example.com:5000/team/shop-web:$SILD_TAG" \\
  -- ./web
'''
        }
        sh label: 'List the packages of shop-web', script: '''#!/bin/sh
set -eu
trivy image --format cyclonedx --output sbom-shop-web.json \\
  "registry.example.com:5000/team/shop-web:$SILD_TAG"
'''
        sh label: 'Scan shop-web', script: '''#!/bin/sh
set -eu
trivy image --scanners vuln --severity HIGH,CRITICAL --ignore-unfixed \\
  --exit-code 1 \\
  "registry.example.com:5000/team/shop-web:$SILD_TAG"
'''
        sh label: 'Test shop-api', script: '''#!/bin/sh
set -eu
docker buildx build --file ./api/Dockerfile --target testing -- ./api
'''
        sh label: 'Build shop-api', script: '''#!/bin/sh
set -eu
set -- --cache-from type=registry,ref=registry.example.com:5000/team/shop-api:buildcache
if [ "$SILD_PUBLISH" = yes ]; then
  set -- "$@" --cache-to type=registry,ref=registry.example.com:5000/team/shop-api:buildcache,mode=max
fi
docker buildx build --load "$@" \\
  --file ./api/Dockerfile \\
  --target production \\
  --tag "registry.example.com:5000/team/shop-api:$SILD_TAG" \\
  -- ./api
'''
        sh label: 'List the packages of shop-api', script: '''#!/bin/sh
set -eu
trivy image --format cyclonedx --output sbom-shop-api.json \\
  "registry.example.com:5000/team/shop-api:$SILD_TAG"
'''
        sh label: 'Scan shop-api', script: '''#!/bin/sh
set -eu
trivy image --scanners vuln --severity HIGH,CRITICAL --ignore-unfixed \\
  --exit-code 1 \\
  "registry.example.com:5000/team/shop-api:$SILD_TAG"
'''
      }
      post { success { archiveArtifacts 'sbom-*.json' } }
    }
    stage('Publish') {
      when { branch 'main' }
      steps {
        sh label: 'Push shop-web', script: '''#!/bin/sh
set -eu
docker push "registry.example.com:5000/team/shop-web:$SILD_TAG"
docker buildx imagetools inspect --format \'{{.Manifest.Digest}}\' \\
  "registry.example.com:5000/team/shop-web:$SILD_TAG" \\
  > shop-web.digest
'''
        withCredentials([file(credentialsId: 'COSIGN_PRIVATE_KEY', variable: 'COSIGN_PRIVATE_KEY_FILE'), string(credentialsId: 'COSIGN_PASSWORD', variable: 'COSIGN_PASSWORD')]) {
          sh label: 'Sign shop-web', script: '''#!/bin/sh
COSIGN_PRIVATE_KEY=$(cat "$COSIGN_PRIVATE_KEY_FILE")
export COSIGN_PRIVATE_KEY
set -eu
cosign sign --yes \\
  --key env://COSIGN_PRIVATE_KEY \\
  "registry.example.com:5000/team/shop-web@$(cat shop-web.digest)"
'''
        }
        sh label: 'Push shop-api', script: '''#!/bin/sh
set -eu
docker push "registry.example.com:5000/team/shop-api:$SILD_TAG"
docker buildx imagetools inspect --format \'{{.Manifest.Digest}}\' \\
  "registry.example.com:5000/team/shop-api:$SILD_TAG" \\
  > shop-api.digest
'''
        withCredentials([file(credentialsId: 'COSIGN_PRIVATE_KEY', variable: 'COSIGN_PRIVATE_KEY_FILE'), string(credentialsId: 'COSIGN_PASSWORD', variable: 'COSIGN_PASSWORD')]) {
          sh label: 'Sign shop-api', script: '''#!/bin/sh
COSIGN_PRIVATE_KEY=$(cat "$COSIGN_PRIVATE_KEY_FILE")
export COSIGN_PRIVATE_KEY
set -eu
cosign sign --yes \\
  --key env://COSIGN_PRIVATE_KEY \\
  "registry.example.com:5000/team/shop-api@$(cat shop-api.digest)"
'''
        }
      }
    }
    stage('Deliver') {
      when { branch 'main' }
      steps {
        withCredentials([string(credentialsId: 'GITOPS_TOKEN', variable: 'GITOPS_TOKEN')]) {
          sh label: 'Clone the GitOps repository', script: '''#!/bin/sh
set -eu
export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=credential.helper GIT_CONFIG_VALUE_0= GIT_CONFIG_KEY_1=credential.helper
export GIT_CONFIG_VALUE_1=\'!f() { echo "username=${GITOPS_USER:-git}"; echo "password=$GITOPS_TOKEN"; }; f\'
rm -rf gitops-repository
git clone --quiet --depth 1 \\
  --branch main \\
  -- https://git.example.com/team/deploy.git gitops-repository
'''
        }
        sh label: 'Convert to manifests', script: '''#!/bin/sh
set -eu
export DB_PASSWORD=is-set-in-the-cluster
sild convert \\
  --image-prefix registry.example.com:5000/team \\
  --image-tag "$SILD_TAG" \\
  --layout kustomize \\
  --secrets omit \\
  --output gitops-repository/clusters/one/ \\
  --report-level warning
if grep -rlF is-set-in-the-cluster gitops-repository/clusters/one/; then
  echo \'These files contain the value of a secret. Take it from a Secret, or give the variable a name such as X_PASSWORD.\' >&2
  exit 1
fi
'''
        withCredentials([string(credentialsId: 'GITOPS_TOKEN', variable: 'GITOPS_TOKEN')]) {
          sh label: 'Commit to the GitOps repository', script: '''#!/bin/sh
set -eu
export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=credential.helper GIT_CONFIG_VALUE_0= GIT_CONFIG_KEY_1=credential.helper
export GIT_CONFIG_VALUE_1=\'!f() { echo "username=${GITOPS_USER:-git}"; echo "password=$GITOPS_TOKEN"; }; f\'
export GIT_AUTHOR_NAME=sild GIT_AUTHOR_EMAIL=sild@localhost
export GIT_COMMITTER_NAME=sild GIT_COMMITTER_EMAIL=sild@localhost
cd gitops-repository
git add --all -- clusters/one
if git diff --cached --quiet; then
  echo \'The manifests have not changed.\'
  exit 0
fi
git commit --quiet --message "shop: $SILD_TAG"
attempt=1
until git push --quiet origin HEAD:main; do
  [ "$attempt" -lt 3 ] || exit 1
  attempt=$((attempt + 1))
  git pull --quiet --rebase origin main
done
'''
        }
      }
    }
  }
  post { always { sh 'docker logout registry.example.com:5000 || true' } }
}
