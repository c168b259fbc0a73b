package dev.fairlead.kube;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bearer token in a file that somebody else keeps fresh. It is read for every call, so that a new
 * token counts at once; while the file cannot be read the last one goes on.
 */
final class TokenFile implements OAuthTokenProvider {

  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

  private final Path file;
  private volatile String last;

  private TokenFile(Path file, String first) {
    this.file = file;
    this.last = first;
  }

  static TokenFile read(Path file) throws ConnectionException {
    try {
      return new TokenFile(file, Files.readString(file).strip());
    } catch (IOException unreadable) {
      String cause = Files.exists(file) ? String.valueOf(unreadable.getMessage()) : "no such file";
      throw new ConnectionException(new ConnectionFailure.Unreadable(file, cause));
    }
  }

  @Override
  public String getToken() {
    try {
      last = Files.readString(file).strip();
    } catch (IOException unreadable) {
      LOG.warn(
          "cannot read the token file {} ({}); going on with the last token", file, unreadable);
    }
    return last;
  }
}
