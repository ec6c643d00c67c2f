package dev.sild.output;

import java.nio.file.Path;

/**
 * A file to write.
 *
 * @param place where it goes
 * @param shown how the user named that place, for messages
 * @param text what it holds
 * @param secret whether only its owner may read it
 */
record OutputFile(Path place, String shown, String text, boolean secret) {}
