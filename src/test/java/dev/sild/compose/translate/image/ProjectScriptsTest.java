package dev.sild.compose.translate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether what services run of a project can only end. */
class ProjectScriptsTest {
    @TempDir
    Path folder;

    private TranslatedProject project(String services) throws Exception {
        for (String name : new String[] {"a", "b"}) {
            Files.createDirectories(folder.resolve(name));
            Files.writeString(folder.resolve(name + "/Dockerfile"), "FROM python:3.12\nWORKDIR /app\nCOPY . .\n");
        }
        Files.writeString(folder.resolve("a/main.py"), "import os\nprint(os.name)\n");
        Files.writeString(folder.resolve("b/main.py"), "import os\nwhile True:\n    pass\n");
        return TranslatedProject.of(folder, "name: shop\nservices:\n" + services);
    }

    /** The answer about one program is kept for the services that run the same, and for no others. */
    @Test
    void eachServiceHasTheAnswerOfItsOwnProgram() throws Exception {
        TranslatedProject project = project("  one: {build: a, command: python main.py}\n"
                + "  two: {build: b, command: python main.py}\n"
                + "  same: {build: a, command: python main.py}\n"
                + "  mounted: {build: a, command: python main.py, volumes: ['./b:/app:ro']}\n");

        assertThat(project.pod("one").workload()).isInstanceOf(Workload.Once.class);
        assertThat(project.pod("same").workload()).isInstanceOf(Workload.Once.class);
        assertThat(project.pod("two").workload()).isInstanceOf(Workload.Replicated.class);
        assertThat(project.pod("mounted").workload()).isInstanceOf(Workload.Replicated.class);
    }
}
