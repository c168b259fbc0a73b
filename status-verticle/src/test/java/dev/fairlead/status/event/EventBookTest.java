package dev.fairlead.status.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.status.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventBookTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final EventBook book = new EventBook(100);
  private final Subject subject =
      new Subject(
          "memcached",
          new GroupVersionKind("cache.example.com", "v1", "Memcached"),
          new NamespacedName("ns", "a"),
          "uid");

  @Test
  void the_first_is_created_and_the_rest_are_counted() {
    Event event = Event.warning("Broken", "no answer");
    Optional<Entry> first = book.tell(subject, event, NOW);
    assertThat(first).isPresent();
    assertThat(book.tell(subject, event, NOW.plusSeconds(1))).isEmpty();
    assertThat(book.tell(subject, event, NOW.plusSeconds(2))).isEmpty();

    assertThat(book.due())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.name()).isEqualTo(first.orElseThrow().name());
          assertThat(entry.count()).isEqualTo(3);
          assertThat(entry.last()).isEqualTo(NOW.plusSeconds(2));
        });
    assertThat(book.due()).isEmpty();
  }

  @Test
  void after_a_long_pause_it_is_news_again() {
    Event event = Event.warning("Broken", "no answer");
    assertThat(book.tell(subject, event, NOW)).isPresent();
    assertThat(book.tell(subject, event, NOW.plus(Duration.ofMinutes(11)))).isPresent();
  }

  @Test
  void messages_that_differ_each_time_are_combined() {
    int created = 0;
    for (int i = 0; i < 100; i++) {
      created += book.tell(subject, Event.warning("Broken", "try " + i), NOW).isPresent() ? 1 : 0;
    }
    assertThat(created).isEqualTo(EventBook.SIMILAR_MAX + 1);
    assertThat(book.due())
        .singleElement()
        .satisfies(entry ->
            assertThat(entry.event().message()).startsWith("(combined from similar events)"));
  }

  @Test
  void an_object_with_too_many_events_is_cut_off_and_earns_more_with_time() {
    int created = 0;
    for (int i = 0; i < 100; i++) {
      created += book.tell(subject, Event.normal("Reason" + i, ""), NOW).isPresent() ? 1 : 0;
    }
    assertThat(created).isEqualTo(EventBook.BURST);
    Instant later = NOW.plus(EventBook.REFILL);
    assertThat(book.tell(subject, Event.normal("Another", ""), later)).isPresent();
    assertThat(book.tell(subject, Event.normal("More", ""), later)).isEmpty();
  }

  @Test
  void one_that_the_server_has_forgotten_is_created_again() {
    Event event = Event.warning("Broken", "no answer");
    book.tell(subject, event, NOW);
    book.tell(subject, event, NOW);
    book.missing(book.due().getFirst());
    assertThat(book.tell(subject, event, NOW)).isPresent();
  }
}
