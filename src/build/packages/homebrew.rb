class Sild < Formula
  desc "Converts docker-compose projects to Kubernetes"
  homepage "@URL@"
  url "@URL@/@TARBALL@"
  version "@VERSION@"
  sha256 "@TARBALL_SHA256@"
  license "Apache-2.0"

  depends_on "openjdk"

  def install
    rm "bin/sild.cmd"
    man1.install Dir["share/man/man1/*"]
    bash_completion.install "share/bash-completion/completions/sild"
    zsh_completion.install "share/zsh/site-functions/_sild"
    fish_completion.install "share/fish/vendor_completions.d/sild.fish"
    libexec.install "bin", "lib"
    # The name of the script tells Sild whether it is called as a plugin of kubectl.
    %w[sild kubectl-sild].each do |name|
      (bin/name).write_env_script libexec/"bin"/name, Language::Java.overridable_java_home_env
    end
  end

  test do
    (testpath/"compose.yaml").write "services: {web: {image: 'nginx:1.28', ports: ['8080:80']}}"
    assert_match "kind: Deployment", shell_output("#{bin}/sild convert")
  end
end
