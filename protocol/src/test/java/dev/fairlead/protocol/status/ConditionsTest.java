package dev.fairlead.protocol.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

  private static final Condition.Type READY = Condition.of("Ready");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.987Z");
  private static final ReportedCondition READY_SINCE_TEN =
      new ReportedCondition("Ready", "True", "Fine", "all is well", 4, "2026-03-01T10:00:00Z");

  @Test
  void aNewConditionHasItsTransitionNow() {
    assertThat(Conditions.merge(List.of(), List.of(READY.isTrue("Fine", "")), 4, NOON))
        .containsExactly(
            new ReportedCondition("Ready", "True", "Fine", "", 4, "2026-03-01T12:00:00Z"));
  }

  @Test
  void nothingChangesWhenNothingNewIsSaid() {
    List<ReportedCondition> before = List.of(READY_SINCE_TEN);

    assertThat(Conditions.merge(before, List.of(READY.isTrue("Fine", "all is well")), 4, NOON))
        .isEqualTo(before);
  }

  @Test
  void anotherReasonOrGenerationKeepsTheTransition() {
    assertThat(
            Conditions.merge(
                List.of(READY_SINCE_TEN), List.of(READY.isTrue("Better", "still")), 5, NOON))
        .containsExactly(
            new ReportedCondition("Ready", "True", "Better", "still", 5, "2026-03-01T10:00:00Z"));
  }

  @Test
  void anotherStatusMovesTheTransition() {
    assertThat(
            Conditions.merge(List.of(READY_SINCE_TEN), List.of(READY.isFalse("Bad", "")), 4, NOON))
        .extracting(ReportedCondition::status, ReportedCondition::lastTransitionTime)
        .containsExactly(tuple("False", "2026-03-01T12:00:00Z"));
  }

  @Test
  void whatOthersSayStaysAndTheOrderToo() {
    ReportedCondition foreign = new ReportedCondition("Scanned", "odd", "", "", 0, "");

    assertThat(
            Conditions.merge(
                List.of(foreign, READY_SINCE_TEN),
                List.of(Condition.of("New").isUnknown("Soon", ""), READY.isFalse("Bad", "")),
                4,
                NOON))
        .startsWith(foreign)
        .extracting(ReportedCondition::type)
        .containsExactly("Scanned", "Ready", "New");
  }

  @Test
  void whatWasSaidOfALaterGenerationStays() {
    assertThat(
            Conditions.merge(List.of(READY_SINCE_TEN), List.of(READY.isFalse("Old", "")), 3, NOON))
        .containsExactly(READY_SINCE_TEN);
  }

  @Test
  void typesAndReasonsAreWords() {
    assertThatThrownBy(() -> READY.isTrue("two words", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two words");
    assertThatThrownBy(() -> Condition.of("").isTrue("Fine", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Condition.of("example.com/Ready").isTrue("Fine", "").type())
        .isEqualTo("example.com/Ready");
  }

  @Test
  void longMessagesAreCut() {
    assertThat(READY.isTrue("Fine", "é".repeat(40_000)).message())
        .hasSize(Condition.MESSAGE_CHARACTERS_MAX)
        .endsWith("…");
    assertThat(Event.warning("Bad", "é".repeat(5_000)).message().getBytes(UTF_8))
        .hasSizeBetween(Event.MESSAGE_BYTES_MAX - 1, Event.MESSAGE_BYTES_MAX);
    assertThat(Event.warning("Bad", "xé".repeat(5_000)).message()).endsWith("xéx…");
    assertThat(Event.warning("Bad", "short").message()).isEqualTo("short");
  }
}
