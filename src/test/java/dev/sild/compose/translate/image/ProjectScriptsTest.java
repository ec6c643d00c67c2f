package dev.sild.compose.translate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** A script that ends serves at no port: "expose" may stand there for all services of its image. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python manage.py migrate | expose: [8080] | Once",
                "python manage.py migrate | ports: ['8080:8080'] | Replicated",
                "gunicorn shop | expose: [8080] | Replicated",
            })
    void aScriptBehindAWaitEndsWithItsLastCommand(String last, String port, String workload) throws Exception {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/wait-for-it.sh"), "#!/bin/bash\nexec \"$@\"\n");
        Files.writeString(folder.resolve("a/setup.sh"), "#!/bin/bash\npython manage.py migrate\n" + last + "\n");

        TranslatedProject project = project("  setup: {build: a, restart: on-failure, " + port
                + ", command: [bash, ./wait-for-it.sh, 'db:5432', --, bash, ./setup.sh]}\n");

        assertThat(project.pod("setup").workload().getClass().getSimpleName()).isEqualTo(workload);
    }
}
