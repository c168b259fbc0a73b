package dev.fairlead.launcher.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file, looked at again and again, so that also a link in its path may be swapped, as kubelet
 * does under a mounted ConfigMap.
 */
record FileSource(Path file, Duration look) implements Source {

  @Override
  public String follow(Follower follower) throws InterruptedException {
    Optional<String> before = content();
    before.ifPresent(follower::text);
    Optional<String> known = before;
    while (true) {
      TimeUnit.MILLISECONDS.sleep(look.toMillis());
      Optional<String> now = content();
      // A file that is not there at this moment is being replaced, and one that has just changed
      // may still be written.
      if (now.isPresent() && !now.equals(known) && now.equals(before)) {
        known = now;
        follower.text(now.get());
      }
      before = now;
    }
  }

  /** Latin-1 tells all bytes apart; how they are to be read is said elsewhere. */
  private Optional<String> content() {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }
}
