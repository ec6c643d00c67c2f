// Written by sild pipeline. To update it:
//   sild pipeline jenkins --image-prefix registry.example.com:5000/team --gitops https://git.example.com/team/deploy.git --gitops-path clusters/one --sbom --sign
// Credentials, by their ids (registry: username and password; others: secret text): registry, TOKEN, COSIGN_PRIVATE_KEY, COSIGN_PASSWORD, GITOPS_TOKEN
// Variables of the folder or the server: GREETING
// Programs of the agent: git, docker with buildx, trivy, cosign
pipeline {
  agent { label 'docker' }
  options {
    disableConcurrentBuilds()
    timeout(time: 60, unit: 'MINUTES')
  }
  environment {
    TAG = "${env.GIT_COMMIT}"
    PUBLISH = "${env.BRANCH_NAME == 'main' ? 'yes' : 'no'}"
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
exec docker run --rm --user "$(id -u):$(id -g)" --env DB_PASSWORD --env GREETING --volume "$PWD:$PWD" --workdir "$PWD" localhost/sild:0.1.0 "$@"
END
chmod +x "$WORKSPACE/.sild"/sild
'''
        sh label: 'Check the project', script: '''#!/bin/sh
set -eu
sild check --format junit --fail-on never > sild-check.xml
sild check --fail-on error
'''
      }
      post { always { junit 'sild-check.xml' } }
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
      steps {
        withCredentials([string(credentialsId: 'TOKEN', variable: 'TOKEN')]) {
          sh label: 'Build shop-web', script: '''#!/bin/sh
set -eu
set -- --cache-from type=registry,ref=registry.example.com:5000/team/shop-web:buildcache
if [ "$PUBLISH" = yes ]; then
  set -- "$@" --cache-to type=registry,ref=registry.example.com:5000/team/shop-web:buildcache,mode=max
fi
docker buildx build --load "$@" \\
  --file ./web/Dockerfile \\
  --build-arg \'THEME=it\'\\\'\'s $\'\'5\' \\
  --build-arg TOKEN \\
  --tag "registry.example.com:5000/team/shop-web:$TAG" \\
  -- ./web
'''
        }
        sh label: 'Scan shop-web', script: '''#!/bin/sh
set -eu
trivy image --severity HIGH,CRITICAL --ignore-unfixed --exit-code 1 \\
  "registry.example.com:5000/team/shop-web:$TAG"
'''
        sh label: 'List the packages of shop-web', script: '''#!/bin/sh
set -eu
trivy image --format cyclonedx --output sbom-shop-web.json \\
  "registry.example.com:5000/team/shop-web:$TAG"
'''
        sh label: 'Test shop-api', script: '''#!/bin/sh
set -eu
docker buildx build --file ./api/Dockerfile --target testing -- ./api
'''
        sh label: 'Build shop-api', script: '''#!/bin/sh
set -eu
set -- --cache-from type=registry,ref=registry.example.com:5000/team/shop-api:buildcache
if [ "$PUBLISH" = yes ]; then
  set -- "$@" --cache-to type=registry,ref=registry.example.com:5000/team/shop-api:buildcache,mode=max
fi
docker buildx build --load "$@" \\
  --file ./api/Dockerfile \\
  --target production \\
  --tag "registry.example.com:5000/team/shop-api:$TAG" \\
  -- ./api
'''
        sh label: 'Scan shop-api', script: '''#!/bin/sh
set -eu
trivy image --severity HIGH,CRITICAL --ignore-unfixed --exit-code 1 \\
  "registry.example.com:5000/team/shop-api:$TAG"
'''
        sh label: 'List the packages of shop-api', script: '''#!/bin/sh
set -eu
trivy image --format cyclonedx --output sbom-shop-api.json \\
  "registry.example.com:5000/team/shop-api:$TAG"
'''
      }
      post { success { archiveArtifacts 'sbom-*.json' } }
    }
    stage('Publish') {
      when { branch 'main' }
      steps {
        sh label: 'Push shop-web', script: '''#!/bin/sh
set -eu
docker push "registry.example.com:5000/team/shop-web:$TAG"
docker buildx imagetools inspect --format \'{{.Manifest.Digest}}\' \\
  "registry.example.com:5000/team/shop-web:$TAG" \\
  > shop-web.digest
'''
        withCredentials([string(credentialsId: 'COSIGN_PRIVATE_KEY', variable: 'COSIGN_PRIVATE_KEY'), string(credentialsId: 'COSIGN_PASSWORD', variable: 'COSIGN_PASSWORD')]) {
          sh label: 'Sign shop-web', script: '''#!/bin/sh
set -eu
cosign sign --yes \\
  --key env://COSIGN_PRIVATE_KEY \\
  "registry.example.com:5000/team/shop-web@$(cat shop-web.digest)"
'''
        }
        sh label: 'Push shop-api', script: '''#!/bin/sh
set -eu
docker push "registry.example.com:5000/team/shop-api:$TAG"
docker buildx imagetools inspect --format \'{{.Manifest.Digest}}\' \\
  "registry.example.com:5000/team/shop-api:$TAG" \\
  > shop-api.digest
'''
        withCredentials([string(credentialsId: 'COSIGN_PRIVATE_KEY', variable: 'COSIGN_PRIVATE_KEY'), string(credentialsId: 'COSIGN_PASSWORD', variable: 'COSIGN_PASSWORD')]) {
          sh label: 'Sign shop-api', script: '''#!/bin/sh
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
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=credential.helper
export GIT_CONFIG_VALUE_0=\'!f() { echo "username=${GITOPS_USER:-git}"; echo "password=$GITOPS_TOKEN"; }; f\'
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
  --image-tag "$TAG" \\
  --layout kustomize \\
  --secrets omit \\
  --output gitops-repository/clusters/one/ \\
  --report-level warning
'''
        withCredentials([string(credentialsId: 'GITOPS_TOKEN', variable: 'GITOPS_TOKEN')]) {
          sh label: 'Commit to the GitOps repository', script: '''#!/bin/sh
set -eu
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=credential.helper
export GIT_CONFIG_VALUE_0=\'!f() { echo "username=${GITOPS_USER:-git}"; echo "password=$GITOPS_TOKEN"; }; f\'
cd gitops-repository
git add --all -- clusters/one
if git diff --cached --quiet; then
  echo \'The manifests have not changed.\'
  exit 0
fi
git -c user.name=sild -c user.email=sild@localhost commit --quiet --message "shop: $TAG"
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
}
