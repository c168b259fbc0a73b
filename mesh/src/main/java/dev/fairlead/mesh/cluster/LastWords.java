package dev.fairlead.mesh.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.protocol.message.Incarnation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process in a Pod leaves behind: its incarnation, in the file of the container's
 * termination message. A kubelet makes such a file for each start of a container, reads it once
 * that very container has exited, however it came to that, and shows it in the Pod's status, as
 * {@code state.terminated.message} or {@code lastState.terminated.message}. So an incarnation that
 * stands there has ended, whatever else the status says, and however late it is.
 */
public final class LastWords {

  private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

  static final String POD_NAMESPACE = "POD_NAMESPACE";
  static final String POD_NAME = "POD_NAME";
  static final String POD_UID = "POD_UID";

  /** Where the container's {@code terminationMessagePath} is another one than usual. */
  static final String PATH = "POD_TERMINATION_LOG";

  private static final String USUAL_PATH = "/dev/termination-log";

  private LastWords() {}

  /** What an incarnation leaves behind. */
  public static String of(Incarnation incarnation) {
    return "fairlead process " + incarnation;
  }

  /**
   * Whether a termination message is what an incarnation has left behind. A kubelet may put words
   * of the container runtime in front.
   */
  public static boolean are(String message, Incarnation incarnation) {
    return message.strip().endsWith(of(incarnation));
  }

  /**
   * Leaves them, where the environment says which Pod this is. Blocks for a file.
   *
   * @return the Pod, if they are there to be found
   */
  static Optional<Pod> leave(Incarnation incarnation, Map<String, String> environment) {
    String namespace = environment.getOrDefault(POD_NAMESPACE, "");
    String name = environment.getOrDefault(POD_NAME, "");
    String uid = environment.getOrDefault(POD_UID, "");
    if (namespace.isBlank() || name.isBlank() || uid.isBlank()) {
      return Optional.empty();
    }
    Path file = Path.of(environment.getOrDefault(PATH, USUAL_PATH));
    try {
      // The kubelet has made it: where it is not, nobody would ever read it.
      Files.writeString(
          file,
          of(incarnation),
          UTF_8,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
      return Optional.of(new Pod(namespace, name, uid));
    } catch (IOException unable) {
      LOG.warn(
          "{} cannot be written ({}), so a death of this process is not proven by its Pod: set {} to"
              + " the container's terminationMessagePath",
          file,
          unable.toString(),
          PATH);
      return Optional.empty();
    }
  }
}
