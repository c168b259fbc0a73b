package dev.fairlead.launcher.process;

import dev.fairlead.kube.pod.PodAnswer;
import dev.fairlead.kube.pod.Pods;
import dev.fairlead.mesh.cluster.LastWords;
import dev.fairlead.mesh.cluster.Member;
import dev.fairlead.mesh.cluster.Pod;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.NamespacedName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether processes in Pods have ended, by the word of the API server, where a proxy answers at
 * their doors. A kubelet needs a second or two to tell, so a suspect is asked for again and again,
 * for as long as that may be of use. Thread-safe.
 */
final class PodDeaths implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PodDeaths.class);

  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** Who asks in vain because of it asks again. */
  private static final int ASKING_MAX = 1_000;

  private final Pods pods;
  private final Duration patience;
  private final Map<Incarnation, List<Runnable>> asking = new HashMap<>();
  private String told = "";
  private boolean closed;

  /**
   * Asks nobody yet.
   *
   * @param patience how long a suspect is asked for: what it holds expires meanwhile
   */
  PodDeaths(Pods pods, Duration patience) {
    this.pods = pods;
    this.patience = patience;
  }

  /** Looks whether a Pod can be asked for at all, so that people hear of it before it matters. */
  void check(Pod own) {
    Thread.ofVirtual().name("Pod " + own).start(() -> look(own));
  }

  private void look(Pod own) {
    try {
      if (ask(own) instanceof PodAnswer.Gone) {
        LOG.info(
            "The API server knows no Pod {} with the uid {}, as with a static one: that a process of"
                + " it has ended is not proven by its Pod",
            own,
            own.uid());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs {@code proven}, on any thread, if the container of a suspect turns out to have ended. */
  void ask(Member suspect, Pod pod, Runnable proven) {
    synchronized (this) {
      List<Runnable> waiting = asking.get(suspect.incarnation());
      if (closed || (waiting != null && waiting.size() >= ASKING_MAX)) {
        return;
      }
      if (waiting != null) {
        waiting.add(proven);
        return;
      }
      asking.put(suspect.incarnation(), new ArrayList<>(List.of(proven)));
    }
    Thread.ofVirtual()
        .name("Pod of " + suspect.incarnation())
        .start(() -> askAgainAndAgain(suspect.incarnation(), pod));
  }

  /** It is there after all. */
  synchronized void trusted(Incarnation incarnation) {
    asking.remove(incarnation);
  }

  private void askAgainAndAgain(Incarnation suspect, Pod pod) {
    long until = System.nanoTime() + patience.toNanos();
    try {
      while (isAsked(suspect)) {
        PodAnswer answer = ask(pod);
        if (answer instanceof PodAnswer.Ended(List<String> messages)
            && messages.stream().anyMatch(message -> LastWords.are(message, suspect))) {
          forget(suspect).forEach(Runnable::run);
          return;
        }
        if (answer instanceof PodAnswer.Gone || System.nanoTime() - until >= 0) {
          break;
        }
        TimeUnit.MILLISECONDS.sleep(AGAIN.toMillis());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    forget(suspect);
  }

  private PodAnswer ask(Pod pod) throws InterruptedException {
    PodAnswer answer = pods.ended(new NamespacedName(pod.namespace(), pod.name()), pod.uid());
    say(answer instanceof PodAnswer.Failed(String cause) ? cause : "");
    return answer;
  }

  /** A failure is logged when it comes, not at every try. */
  private synchronized void say(String failure) {
    if (!closed && !failure.isEmpty() && !failure.equals(told)) {
      LOG.warn(
          "{}; until then what a process held that was killed beside a sidecar is taken when it"
              + " expires",
          failure);
    }
    told = failure;
  }

  private synchronized boolean isAsked(Incarnation suspect) {
    return asking.containsKey(suspect);
  }

  private synchronized List<Runnable> forget(Incarnation suspect) {
    List<Runnable> waiting = asking.remove(suspect);
    return waiting == null ? List.of() : waiting;
  }

  @Override
  public synchronized void close() {
    closed = true;
    asking.clear();
  }
}
