package dev.sild.compose.translate;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which paths of this machine some service may write to: who reads them in another needs to see the same. */
final class WrittenPaths {
  private WrittenPaths() {}

  /** Returns the sources of all bind mounts that are not read-only, seen from the project's {@code folder}. */
  static Set<Path> of(Collection<Attribute> services, Path folder) {
    Set<Path> written = new HashSet<>();
    for (Attribute service : services) {
      for (Attribute volume : service.get("volumes").items()) {
        if (volume.get("type").peek().equals("bind") && !volume.get("read_only").peek().equals("true")) {
          written.add(folder.resolve(volume.get("source").peek()).normalize());
        }
      }
    }
    return written;
  }
}
