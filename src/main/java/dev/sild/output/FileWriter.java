package dev.sild.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes files so that each is there whole or not at all: all are written beside their places, and moved at the end. */
final class FileWriter {
  private FileWriter() {}

  /**
   * Writes each text to its path, making folders as needed.
   *
   * @throws OutputException where one cannot be written; then none of the places has changed
   */
  static void write(Map<Path, String> files) throws OutputException {
    Map<Path, Path> written = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, String> file : files.entrySet()) {
        Path place = file.getKey();
        if (Files.isDirectory(place)) {
          throw new OutputException("cannot write " + place + ": it is a folder", null);
        }
        Files.createDirectories(place.toAbsolutePath().getParent());
        Path temporary = place.resolveSibling("." + place.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        written.put(temporary, place);
        Files.writeString(temporary, file.getValue(), StandardCharsets.UTF_8);
      }
      for (Map.Entry<Path, Path> done : written.entrySet()) {
        Files.move(done.getKey(), done.getValue(), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException failure) {
      throw new OutputException("cannot write " + failure.getMessage() + " (" + failure.getClass().getSimpleName()
          + "); nothing was changed that is not whole", failure);
    } finally {
      written.keySet().forEach(FileWriter::deleteIfLeft);
    }
  }

  private static void deleteIfLeft(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException left) {
      // The failure that left it is already on its way to the user.
      return;
    }
  }
}
