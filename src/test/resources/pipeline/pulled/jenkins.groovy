// Written by sild pipeline. To update it:
//   sild pipeline jenkins --sild-image registry.example.com/tools/sild:0.1.0
// For a multibranch pipeline. Programs of the agent: git, docker with buildx
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
exec docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:$PWD" --workdir "$PWD" registry.example.com/tools/sild:0.1.0 "$@"
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
