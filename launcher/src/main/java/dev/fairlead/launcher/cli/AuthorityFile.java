package dev.fairlead.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The certificates of an authority that the API server is to believe. */
final class AuthorityFile {

  private AuthorityFile() {}

  /**
   * The PEM of a file.
   *
   * @throws CommandFailure if it cannot be read, or holds no certificate
   */
  static String read(Path file) throws CommandFailure {
    try {
      String text = Files.readString(file);
      if (!text.contains("-----BEGIN CERTIFICATE-----")) {
        throw new CommandFailure(
            file + " holds no certificate in PEM; name the file of the authority");
      }
      return text;
    } catch (NoSuchFileException missing) {
      throw new CommandFailure(file + " cannot be read: no such file; name a file of certificates");
    } catch (IOException unreadable) {
      throw new CommandFailure(
          "%s cannot be read: %s; name a file of certificates".formatted(file, unreadable));
    }
  }
}
