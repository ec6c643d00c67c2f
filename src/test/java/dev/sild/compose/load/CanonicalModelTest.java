package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.model.Text;
import dev.sild.model.Text.Concat;
import dev.sild.model.Text.Literal;
import dev.sild.model.Text.Variable;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanonicalModelTest {
    @TempDir
    Path folder;

    @Test
    void keepsThePositionOfAShortFormInItsLongForm() throws Exception {
        ComposeProject project = ProjectFolders.load(
                folder,
                "compose.yaml",
                "services:\n  a:\n    image: x\n    ports:\n      - \"8080:80\"\n    command: run it\n");
        assertThat(ProjectFolders.place(ProjectFolders.at(project, "services.a.ports.0.target")))
                .isEqualTo("compose.yaml:5:9");
        assertThat(ProjectFolders.place(ProjectFolders.at(project, "services.a.command.1")))
                .isEqualTo("compose.yaml:6:14");
    }

    @Test
    void pointsIntoTheEnvFileThatAVariableCameFrom() throws Exception {
        ComposeProject project = ProjectFolders.load(
                folder,
                "compose.yaml",
                "services:\n  a:\n    image: x\n    env_file: conf/a.env\n    environment: {B: own}\n",
                "conf/a.env",
                "# first\nA=1\nB=2\n");
        assertThat(ProjectFolders.place(ProjectFolders.at(project, "services.a.environment.A")))
                .isEqualTo("conf/a.env:2:1");
        assertThat(ProjectFolders.place(ProjectFolders.at(project, "services.a.environment.B")))
                .isEqualTo("compose.yaml:5:22");
        assertThat(project.files()).containsExactly("compose.yaml", "conf/a.env");
        assertThat(ProjectFolders.at(project, "services.a.env_file")).isInstanceOf(ListNode.class);
    }

    @Test
    void keepsVariablesBesideTheirValues() throws Exception {
        ComposeProject project =
                ProjectFolders.load(folder, "compose.yaml", """
        services:
          a:
            image: "repo/$NAME:${TAG:-latest}"
            ports: ["${PORT}:80"]
            environment: ["PASSWORD=${SECRET}"]
            deploy: {replicas: "${N}"}
            command: run --name=$NAME x
        """, ".env", "NAME=app\nPORT=8080\nSECRET=s\nN=3\n");
        assertThat(ProjectFolders.scalar(project, "services.a.image").text())
                .isEqualTo(new Concat(List.of(
                        new Literal("repo/"),
                        new Variable("NAME", "app"),
                        new Literal(":"),
                        new Variable("TAG", "latest"))));
        assertThat(ProjectFolders.scalar(project, "services.a.ports.0.published")
                        .text())
                .isEqualTo(new Variable("PORT", "8080"));
        assertThat(ProjectFolders.scalar(project, "services.a.environment.PASSWORD")
                        .text())
                .isEqualTo(new Variable("SECRET", "s"));
        assertThat(ProjectFolders.scalar(project, "services.a.deploy.replicas").text())
                .isEqualTo(new Variable("N", "3"));
        assertThat(ProjectFolders.scalar(project, "services.a.command.1").text())
                .isEqualTo(new Concat(List.of(new Literal("--name="), new Variable("NAME", "app"))));
    }

    @Test
    void keepsVariablesAsTheyAreWrittenWhereTheyAreNotFilledIn() throws Exception {
        ProjectFolders.write(folder, "compose.yaml", "services: {a: {image: 'x:${TAG:?}', ports: ['${P}:80']}}");
        ComposeProject project = ProjectLoader.load(LoadRequest.of(folder).withInterpolate(false));
        assertThat(ProjectFolders.scalar(project, "services.a.image").text()).isEqualTo(Text.of("x:${TAG:?}"));
        assertThat(ProjectFolders.scalar(project, "services.a.ports.0").value()).isEqualTo("${P}:80");
    }

    @Test
    void readsStandardInput() throws Exception {
        byte[] yaml = "services: {a: {image: x, build: ./d}}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        ComposeProject project = ProjectLoader.load(LoadRequest.of(folder)
                .with(request -> request.files(List.of("-")).stdin(new java.io.ByteArrayInputStream(yaml))));
        assertThat(project.files()).containsExactly("-");
        assertThat(ProjectFolders.scalar(project, "services.a.build.context").value())
                .isEqualTo(folder + "/d");
        assertThat(ProjectFolders.place(ProjectFolders.at(project, "services.a.image")))
                .isEqualTo("-:1:23");
    }

    @Test
    void givesTheFolderThatRelativePathsStartIn() throws Exception {
        ProjectFolders.write(folder, "sub/c.yaml", "services: {a: {image: x, volumes: ['./d:/d']}}");
        ComposeProject project = ProjectLoader.load(LoadRequest.of(folder).withFiles(List.of("sub/c.yaml")));
        assertThat(project.folder()).isEqualTo(folder.resolve("sub"));
        assertThat(project.files()).containsExactly("sub/c.yaml");
        MapNode volume = (MapNode) ProjectFolders.at(project, "services.a.volumes.0");
        assertThat(Nodes.text(volume.get("source")))
                .isEqualTo(folder.resolve("sub/d").toString());
    }
}
