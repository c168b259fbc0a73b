package dev.fairlead.examples.fromgo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AskingTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  /** Whose sources {@code mute…} never answer, and {@code gone…} are not there. */
  private static final class Sources implements Network {

    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public boolean answers(String source) {
      return !source.startsWith("gone");
    }

    @Override
    public String fetch(String source) throws Exception {
      if (source.startsWith("mute")) {
        never.await();
      }
      if (!answers(source)) {
        throw new IllegalStateException(source + " is not there");
      }
      return "page of " + source;
    }

    @Override
    public void forget(String mirror) {}
  }

  @Test
  void allAreWaitedFor() {
    assertThat(Asking.alive(new Sources(), List.of("b", "gone", "a"))).containsExactly("a", "b");
  }

  @Test
  void theFirstWinsAndTheOthersAreInterrupted() throws Exception {
    assertThat(Asking.fastest(new Sources(), List.of("mute", "gone", "a"), LONG))
        .isEqualTo("page of a");
  }

  @Test
  void whatComesOverTheChannelIsTakenUntilNothingDoes() throws Exception {
    assertThat(Asking.pages(new Sources(), List.of("a", "gone"), LONG))
        .isEqualTo(Map.of("a", "page of a", "gone", ""));
    assertThat(Asking.pages(new Sources(), List.of("mute"), Duration.ofMillis(50))).isEmpty();
  }
}
