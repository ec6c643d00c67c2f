package dev.sild.inputs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pieces of scripts that nobody means well. */
final class HostileScripts {
    static final String RUN = "docker run -d --name a -p 1:2 -v b:/c -e D=$E image:1 \"$@\"\n";
    static final String MARKS = "\"'`$\\(){}[]<>|&;#!~*?=-:,@% \t\r\n\0\u0007\u001b\u2028\uFEFF\uD800a/";
    static final List<String> SNIPPETS = List.of(
            "\"",
            "'",
            "$'\\x",
            "`",
            "$(",
            "$((",
            "${",
            "${a:-",
            "${a:-${b:-${c:-${d:?${e:+$(f)}}}}}",
            "${a//b/c}",
            "${a[@]}",
            "${!a}",
            "$(cat <<EOF\n$(echo)\nEOF\n)",
            "A=$A$A\n",
            "A=x; A=$A$A$A$A\n",
            "B=\"$B $B\"\n",
            "export C=${C:-$C}\n",
            "alias a=b; alias b=a; a run x\n",
            "alias d='docker run'; alias e='d --name'; e x y\n",
            "alias docker='docker docker'\n",
            "cat > f <<EOF\n$A ${B:-x}\n",
            "cat <<-'EOF' >> $A\n\tx\n\tEOF\n",
            "<<A <<B <<C\n",
            "<<<",
            "<a b/c>",
            "<a",
            "A=(",
            "A+=(${A[@]} ${A[*]} x y)\n",
            "\"${A[@]}\" ",
            "${A_B_C_OPTS} ",
            "[...] ",
            "$(docker build -q .) ",
            "`# x` ",
            "<(cat)",
            "2>&1 &> /dev/null",
            "for a in 1 2 3 4 5 6 7 8 9; do\n",
            "for a in $A; do for b in $A; do ",
            "for ((i=0;i<9;i++)); do ",
            "while read a; do ",
            "case $A in a) docker run b;; *) ;; esac\n",
            "if [ a ]; then ",
            "f() { f; f; }; f\n",
            "done\n",
            "fi }",
            " || ",
            " && ",
            " | ",
            " ; ",
            " &",
            "\\\n",
            "\\\r\n",
            "sudo -E env A=b exec ",
            "docker ",
            "podman run ",
            "docker run --rm -itd ",
            "--name=",
            "--name \"\" ",
            "--nmae ",
            "-p ",
            "-v :: ",
            "-v /:/:: ",
            "--mount type=,src=,,=,dst ",
            "--mount , ",
            "--network :alias=,ip=: ",
            "--network a:b:c,d ",
            "--network container: ",
            "--ulimit =:: ",
            "--secret ,type= ",
            "--secret =,type=env,target= ",
            "--entrypoint '[\"\"' ",
            "--label sild.dev/=\" ",
            "--label sild.dev/schedule ",
            "--pod new: ",
            "--restart on-failure:99999999999999999999 ",
            "docker network create --subnet --gateway -- a\n",
            "docker network connect a a\n",
            "docker network disconnect a b\n",
            "docker volume create -o =\n",
            "docker build -f \0 -t a .\n",
            "docker build -t image:1 -f ../../x ../y/..\n",
            "cd a/../../b; cd -; cd; pushd $A; popd; popd\n",
            "( cd a; ( cd .. && ",
            ") ) ",
            "git clone a/b.git; cd b/c\n",
            "cat > compose.yaml <<X\nservices: {a: {image: \"b:$A\"}}\nX\ndocker compose up\n",
            "docker config create a f; docker service create --config source=,target a\n",
            "docker build --secret id= --build-context = --ulimit =: --platform , a\n",
            "--gpus '\",=' ",
            "docker rename a a; docker rename b $A\n",
            "docker compose -f a.yaml -f - up -d\n",
            "docker-compose --project-directory .. up\n",
            "docker secret create a -\n",
            "echo x | podman secret create b -\n",
            "podman pod create --name a --share\n",
            "podman kube play -\n",
            "docker service create --replicas x a\n",
            "docker rm -f a; docker start -a a; docker update --cpus\n",
            "docker login -p x -u\n",
            "```sh\n",
            "~~~\n",
            "1. - ```console\n$ ",
            "# root@a:~# ");

    private HostileScripts() {}

    /** Returns each piece again and again, as commands and as words of one. */
    static List<String> repeated(int length) {
        List<String> texts = new ArrayList<>();
        for (String piece : SNIPPETS) {
            texts.add(piece.repeat(length / piece.length()) + "\n" + RUN);
            texts.add(RUN + "docker run " + piece.repeat(length / 10 / piece.length()) + " image");
        }
        return texts;
    }

    /** Returns texts that are long, deep or come to much. */
    static List<String> huge() {
        List<String> texts = new ArrayList<>();
        texts.add("docker run " + "-".repeat(300_000));
        texts.add("docker run --name " + "${a".repeat(100_000) + " x");
        texts.add("docker run --name '${a:" + ":".repeat(100_000) + "' x");
        texts.add("docker run --name ${a" + ":-".repeat(100_000) + "$} x");
        texts.add("docker run " + ":".repeat(100_000) + "/");
        texts.add("docker run --entrypoint '[" + "\" ".repeat(100_000) + "' x");
        texts.add("docker run --network " + "a,".repeat(100_000) + " x");
        texts.add("docker run --mount " + "a=b,".repeat(30_000) + " x");
        texts.add("docker run -" + "t".repeat(100_000) + " x");
        texts.add("docker run image\n".repeat(12_000));
        texts.add("docker run --nmae x --unknwon-option y image\n".repeat(9_000));
        texts.add("docker run " + "--pubish-al ".repeat(30_000));
        texts.add("for a in " + "1 ".repeat(60_000) + "; do docker run --name a$a image; done\n");
        texts.add("for a in 1 2 3 4 5 6 7 8 9\ndo\n".repeat(40) + "A=1\n" + "done\n".repeat(40));
        texts.add("for a in 1 2 3 4 5 6 7 8 9\ndo\n".repeat(20_000) + RUN);
        texts.add("for a in 1; do ".repeat(20_000) + RUN);
        texts.add("A=" + "x".repeat(65_000) + "\n" + "docker run " + "$A".repeat(20_000) + " x\n");
        texts.add("A=" + "x".repeat(65_000) + "\n" + "docker run -e B=$A x\n".repeat(9_000));
        texts.add("A='" + "x ".repeat(32_000) + "'\n" + "docker run $A\n".repeat(9_000));
        texts.add("for a in " + "1 ".repeat(9_000) + "; do cat > $a <<EOF\n" + "x".repeat(60_000) + "\nEOF\ndone\n");
        texts.add("cat > f <<A" + " <<A".repeat(60_000) + "\n" + RUN.repeat(9_000));
        texts.add("sudo ".repeat(60_000) + RUN);
        texts.add(RUN.repeat(50) + "docker network connect a a\n".repeat(20_000));
        texts.add("alias docker='" + "docker ".repeat(30_000) + "'\n" + RUN.repeat(900));
        texts.add("- " + " ".repeat(200_000) + "x");
        texts.add("```" + " ".repeat(200_000) + "\u2028");
        texts.add("```\n" + "a@".repeat(100_000) + "\n$ docker run x");
        texts.add("```\n" + "a".repeat(200_000) + "@" + "b".repeat(200_000) + "\n");
        texts.add(IntStream.range(0, 9_000)
                .mapToObj(i -> "docker build -t i" + i + " " + "../".repeat(20) + "\ndocker run i" + i)
                .collect(Collectors.joining("\n")));
        texts.add("podman pod create --name p -p 1:1\n" + "podman run --pod p image:1\n".repeat(9_000));
        texts.add("X=$(cd \"$(dirname" + " >".repeat(100_000) + ")\n");
        return texts;
    }
}
