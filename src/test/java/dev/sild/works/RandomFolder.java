package dev.sild.works;

import dev.sild.convert.Projects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder that holds a random project while it is converted. */
final class RandomFolder {
  private RandomFolder() {}

  static Converted convert(Projects.Project project, List<String> arguments) throws IOException {
    Path folder = Files.createTempDirectory("sild-random");
    try {
      Files.writeString(folder.resolve("compose.yaml"), project.yaml());
      return Converted.of(folder, project.environment(), arguments);
    } finally {
      Files.delete(folder.resolve("compose.yaml"));
      Files.delete(folder);
    }
  }
}
