package dev.fairlead.status.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.query.HistoriesQuery;
import dev.fairlead.protocol.query.HistoryItem;
import dev.fairlead.protocol.query.HistoryQuery;
import dev.fairlead.protocol.query.WriteView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoriesTest {

  private static final Incarnation WORKER = new Incarnation("worker");
  private static final Instant AT = Instant.EPOCH;

  private final Histories histories = new Histories(3, 5, AT);

  @Test
  void an_attempt_is_one_item_that_says_why_and_what_came_of_it() {
    histories.take(assigned("a", 1));
    ObjectRef child =
        new ObjectRef(
            new GroupVersionResource("apps", "v1", "deployments"), new NamespacedName("ns", "c"));
    histories.take(
        ended(
            "a",
            1,
            new Outcome.Failed("NoAnswer", "it was silent"),
            List.of(new WriteEntry.Unanswered(child, "patch"))));

    assertThat(items("a"))
        .singleElement()
        .satisfies(item -> {
          assertThat(item.reasons()).containsExactly("PRIMARY_CHANGED (spec)");
          assertThat(item.outcome()).contains("Failed");
          assertThat(item.error()).contains("NoAnswer: it was silent");
          assertThat(item.writes())
              .containsExactly(new WriteView("patch", "deployments.apps ns/c", 0));
        });
  }

  @Test
  void the_newest_comes_first_and_the_oldest_is_forgotten() {
    for (int attempt = 1; attempt <= 5; attempt++) {
      histories.take(assigned("a", attempt));
    }
    assertThat(items("a")).extracting(HistoryItem::attempt).containsExactly(5L, 4L, 3L);
  }

  @Test
  void the_object_told_of_longest_ago_makes_room() {
    histories.take(assigned("a", 1));
    histories.take(assigned("b", 1));
    histories.take(assigned("b", 2));
    histories.take(assigned("b", 3));
    histories.take(assigned("c", 1));
    assertThat(histories.size()).isEqualTo(5);

    histories.take(assigned("c", 2));

    assertThat(items("a")).isEmpty();
    assertThat(items("b")).hasSize(3);
  }

  @Test
  void a_record_that_is_heard_twice_counts_once() {
    histories.take(assigned("a", 1));
    histories.take(assigned("a", 1));
    assertThat(items("a")).hasSize(1);
  }

  @Test
  void a_removed_object_still_has_its_history() {
    histories.take(assigned("a", 1));
    histories.take(new FlightRecord.Removed("c", new NamespacedName("ns", "a"), AT));
    assertThat(items("a")).extracting(HistoryItem::type).containsExactly("removed", "attempt");
  }

  @Test
  void what_another_replica_heard_completes_what_is_known() {
    Histories other = new Histories(3, 5, AT.minusSeconds(60));
    other.take(assigned("a", 1));
    histories.take(ended("a", 1, new Outcome.Done(), List.of()));

    histories.take(other.answer(new HistoriesQuery(Optional.empty())));

    assertThat(items("a"))
        .singleElement()
        .satisfies(item -> {
          assertThat(item.reasons()).containsExactly("PRIMARY_CHANGED (spec)");
          assertThat(item.outcome()).contains("Done");
        });
    assertThat(histories.since()).isEqualTo(AT.minusSeconds(60));
  }

  @Test
  void it_says_from_when_on_everything_is_known() {
    assertThat(histories.answer(query("a")).since()).contains(AT);
    Instant later = AT.plusSeconds(1);
    for (int i = 0; i < 4; i++) {
      histories.take(
          new FlightRecord.Removed("c", new NamespacedName("ns", "a"), later.plusSeconds(i)));
    }
    assertThat(histories.answer(query("a")).since()).contains(later.plusSeconds(1));
  }

  private List<HistoryItem> items(String name) {
    return histories.answer(query(name)).items();
  }

  private static HistoryQuery query(String name) {
    return new HistoryQuery("c", new NamespacedName("ns", name));
  }

  private static FlightRecord assigned(String name, long attempt) {
    NamespacedName key = new NamespacedName("ns", name);
    return new FlightRecord.Assigned(
        "c",
        key,
        AT,
        new Token(Partition.whole("c"), 1, key, attempt),
        WORKER,
        List.of(Reason.of(Reason.Type.PRIMARY_CHANGED, "spec")),
        "");
  }

  private static FlightRecord ended(
      String name, long attempt, Outcome outcome, List<WriteEntry> writes) {
    NamespacedName key = new NamespacedName("ns", name);
    Token token = new Token(Partition.whole("c"), 1, key, attempt);
    return new FlightRecord.Ended(
        "c", key, AT, new Finished(token, WORKER, outcome, writes, 12, TraceContext.NONE));
  }
}
