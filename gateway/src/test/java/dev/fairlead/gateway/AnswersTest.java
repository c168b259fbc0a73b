package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.ObjectView;
import dev.fairlead.protocol.query.PartitionView;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.protocol.query.WatcherReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several watchers, one answer. */
class AnswersTest {

  private static final WatcherAnswer UNKNOWN = new WatcherAnswer.NoSuchController("memcached");

  private static NamespacedName name(String name) {
    return new NamespacedName("default", name);
  }

  private static ObjectView object(String name, String owner) {
    ObjectView like = Examples.OBJECT;
    return new ObjectView(
        like.controller(),
        "default",
        name,
        like.uid(),
        like.resourceVersion(),
        like.generation(),
        like.observedGeneration(),
        owner.isEmpty() ? Phase.DUE : Phase.IDLE,
        like.ready(),
        like.conditions(),
        like.reasons(),
        owner,
        owner.isEmpty() ? 0 : 7,
        like.attempt(),
        like.worker(),
        like.lastOutcome(),
        like.lastError(),
        like.lastDurationMillis(),
        like.lastFinishedAt(),
        like.nextAttemptAt(),
        like.traceId(),
        like.children());
  }

  private static WatcherAnswer page(String next, ObjectView... objects) {
    return new WatcherAnswer.Objects(
        List.of(objects), next.isEmpty() ? Optional.empty() : Optional.of(name(next)));
  }

  private static Optional<WatcherAnswer> best(List<WatcherAnswer> said) {
    return Answers.best(list(100), said);
  }

  private static WatcherQuery list(int limit) {
    return new WatcherQuery.ListObjects(
        "memcached", "", "", "", Optional.empty(), Optional.empty(), limit, Optional.empty());
  }

  private static PartitionView partition(int number, String owner, long epoch) {
    return partition(1, number, owner, epoch);
  }

  private static PartitionView partition(int layout, int number, String owner, long epoch) {
    return new PartitionView(
        "memcached", layout, number, owner, epoch, Instant.EPOCH, List.of(), true);
  }

  @Test
  void theOwnersAnswerSuffices() {
    WatcherAnswer taken = new WatcherAnswer.Taken();
    assertThat(Answers.suffices(new WatcherReply(true, taken))).isTrue();
    assertThat(Answers.suffices(new WatcherReply(false, taken))).isFalse();
    assertThat(Answers.suffices(new WatcherReply(true, UNKNOWN))).isFalse();
    assertThat(Answers.suffices(new WatcherReply(false, new WatcherAnswer.BadQuery("f", "d"))))
        .isTrue();
  }

  @Test
  void ofPagesEachObjectComesAsItsOwnerTellsIt() {
    assertThat(
            best(
                List.of(
                    UNKNOWN,
                    page("", object("a", "one"), object("b", "")),
                    page("", object("a", ""), object("b", "two"), object("c", "")))))
        .contains(
            new WatcherAnswer.Objects(
                List.of(object("a", "one"), object("b", "two"), object("c", "")),
                Optional.empty()));
  }

  @Test
  void aPageEndsWhereTheFirstOfThemEnds() {
    assertThat(
            best(
                List.of(
                    page("b", object("a", "one"), object("b", "one")),
                    page("d", object("a", ""), object("c", "two"), object("d", "two")))))
        .contains(
            new WatcherAnswer.Objects(
                List.of(object("a", "one"), object("b", "one")), Optional.of(name("b"))));
  }

  @Test
  void aPageIsNoLongerThanWasAskedFor() {
    assertThat(
            Answers.best(
                list(2),
                List.of(
                    page("", object("a", "one"), object("d", "one")),
                    page("", object("b", "two"), object("c", "two")))))
        .contains(
            new WatcherAnswer.Objects(
                List.of(object("a", "one"), object("b", "two")), Optional.of(name("b"))));
  }

  @Test
  void ofALayoutThatIsOverOnlyWhatIsStillOwnedIsTold() {
    WatcherAnswer behind =
        new WatcherAnswer.Controllers(
            List.of(), List.of(partition(1, 0, "", 0), partition(1, 1, "one", 4)));
    WatcherAnswer ahead =
        new WatcherAnswer.Controllers(
            List.of(), List.of(partition(2, 0, "", 0), partition(2, 1, "two", 1)));

    assertThat(best(List.of(behind, ahead)))
        .contains(
            new WatcherAnswer.Controllers(
                List.of(),
                List.of(
                    partition(1, 1, "one", 4), partition(2, 0, "", 0), partition(2, 1, "two", 1))));
  }

  @Test
  void whatOwnersCountIsAddedUpAndWhatCachesShowIsNot() {
    WatcherAnswer one =
        new WatcherAnswer.Controllers(
            List.of(Examples.CONTROLLER), List.of(partition(0, "one", 3), partition(1, "", 0)));
    WatcherAnswer two =
        new WatcherAnswer.Controllers(
            List.of(Examples.CONTROLLER), List.of(partition(0, "two", 2), partition(1, "two", 9)));

    assertThat(best(List.of(one, two)))
        .hasValueSatisfying(answer -> {
          WatcherAnswer.Controllers both = (WatcherAnswer.Controllers) answer;
          assertThat(both.partitions())
              .containsExactly(partition(0, "one", 3), partition(1, "two", 9));
          assertThat(both.items())
              .singleElement()
              .satisfies(view -> {
                assertThat(view.objects()).isEqualTo(Examples.CONTROLLER.objects());
                assertThat(view.due()).isEqualTo(2 * Examples.CONTROLLER.due());
                assertThat(view.running()).isEqualTo(2 * Examples.CONTROLLER.running());
              });
        });
  }

  @Test
  void thatThereIsNothingCountsOnlyIfNobodyKnowsBetter() {
    WatcherAnswer absent = new WatcherAnswer.NoSuchObject("memcached", name("a"));
    WatcherAnswer unowned = new WatcherAnswer.NotOwned("memcached", name("a"));

    assertThat(best(List.of())).isEmpty();
    assertThat(best(List.of(UNKNOWN))).contains(UNKNOWN);
    assertThat(best(List.of(UNKNOWN, absent))).contains(absent);
    assertThat(best(List.of(absent, unowned))).contains(unowned);
  }
}
