// Written by sild pipeline. To update it:
//   sild pipeline jenkins
// Programs of the agent: git, docker with buildx, trivy
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
exec docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:$PWD" --workdir "$PWD" localhost/sild:0.1.0 "$@"
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
    stage('Deliver') {
      when { branch 'main' }
      steps {
        sh label: 'Convert to manifests', script: '''#!/bin/sh
set -eu
sild convert --secrets omit --output manifests/ --report-level warning
'''
      }
      post { success { archiveArtifacts 'manifests/**' } }
    }
  }
}
