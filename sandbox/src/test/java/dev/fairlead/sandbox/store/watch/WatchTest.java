package dev.fairlead.sandbox.store.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Scope;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.Stored;
import dev.fairlead.sandbox.store.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The sequences are those that kube-apiserver 1.36 gives to the same calls. */
class WatchTest {

  private static final Scope THINGS = Scope.all("things");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Store store = new Store(10);
  private Instant now = START;
  private final InstantSource clock = () -> now;

  @Test
  void aWatchFromTheStateTellsItThenItsEndThenTheChanges() throws InterruptedException {
    write("a", "1");
    write("b", "1");
    try (Watch watch = open(WatchOptions.of(THINGS).bookmarks(MINUTE))) {
      assertEquals("ADDED a@2 ADDED b@3 BOOKMARK 3 end", next(watch));
      write("a", "2");
      assertEquals("MODIFIED a@4", next(watch));
      delete("a");
      assertEquals("DELETED a@5", next(watch));
    }
  }

  @Test
  void anEmptyStateEndsTooButOnlyForThoseWhoWantBookmarks() throws InterruptedException {
    try (Watch watch = open(WatchOptions.of(THINGS).bookmarks(MINUTE))) {
      assertEquals("BOOKMARK 1 end", next(watch));
    }
    try (Watch watch = open(WatchOptions.of(THINGS))) {
      write("a", "1");
      assertEquals("ADDED a@2", next(watch));
    }
  }

  @Test
  void whatLeavesTheSelectorIsDeletedAsItWasWithTheRevisionOfTheChange()
      throws InterruptedException {
    Predicate<ObjectNode> ones = it -> it.path("label").asText().equals("1");
    try (Watch watch = open(WatchOptions.of(THINGS).after(1).matching(ones))) {
      write("a", "1");
      assertEquals("ADDED a@2", next(watch));
      write("a", "2");
      WatchEvent.Deleted left = assertInstanceOf(WatchEvent.Deleted.class, watch.take().getFirst());
      assertEquals("1", left.stored().object().path("label").asText());
      assertEquals("3", left.stored().object().at("/metadata/resourceVersion").asText());
      write("a", "3");
      write("a", "1");
      assertEquals("ADDED a@5", next(watch));
      delete("a");
      assertEquals("DELETED a@6", next(watch));
    }
  }

  @Test
  void aRevisionThatIsForgottenFails() throws InterruptedException {
    write("a", "1");
    write("a", "2");
    store.compact(3);
    try (Watch watch = open(WatchOptions.of(THINGS).after(2))) {
      WatchEvent.Failed failed = assertInstanceOf(WatchEvent.Failed.class, watch.take().getFirst());
      assertEquals(410, failed.status().code());
      assertEquals("Expired", failed.status().reason());
      assertEquals("too old resource version: 2 (3)", failed.status().message());
      assertEquals(List.of(), watch.take());
    }
  }

  @Test
  void aClientThatIsTooSlowIsCutOff() throws InterruptedException {
    try (Watch watch = open(WatchOptions.of(THINGS).after(1))) {
      write("a", "first");
      assertEquals("ADDED a@2", next(watch));
      for (int i = 0; i < 20; i++) {
        write("a", "text " + i);
      }
      assertEquals(List.of(), watch.take());
    }
  }

  @Test
  void bookmarksComeAtAPaceAndBeforeTheEnd() throws InterruptedException {
    WatchOptions options =
        WatchOptions.of(THINGS).after(1).bookmarks(MINUTE).until(START.plusSeconds(90));
    try (Watch watch = open(options)) {
      write("elsewhere", "a", "1");
      now = START.plusSeconds(60);
      assertEquals("BOOKMARK 2", next(watch));
      write("a", "1");
      now = START.plusSeconds(88);
      assertEquals("ADDED a@3 BOOKMARK 3", next(watch));
      now = START.plusSeconds(90);
      assertEquals(List.of(), watch.take());
    }
  }

  @Test
  void closingEndsItFromAnyThread() throws InterruptedException {
    Watch watch = open(WatchOptions.of(THINGS));
    Thread closer = Thread.startVirtualThread(watch::close);
    assertEquals(List.of(), watch.take());
    closer.join();
  }

  @Test
  void faultsStandBetween() throws InterruptedException {
    List<WatchEvent> held = new ArrayList<>();
    Interception faults =
        event ->
            switch (text(event)) {
              case "ADDED lost@2" -> List.of();
              case "ADDED twice@3" ->
                  List.of(
                      new Interception.Step.Deliver(event), new Interception.Step.Deliver(event));
              case "ADDED held@4" -> {
                held.add(event);
                yield List.of();
              }
              case "ADDED frozen@6" ->
                  List.of(
                      new Interception.Step.Pause(MINUTE), new Interception.Step.Deliver(event));
              case "ADDED last@7" -> List.of(new Interception.Step.End());
              default ->
                  List.of(
                      new Interception.Step.Deliver(event),
                      new Interception.Step.Deliver(held.removeFirst()));
            };
    try (Watch watch = open(WatchOptions.of(THINGS).after(1).through(faults))) {
      for (String name : List.of("lost", "twice", "held", "other", "frozen", "last")) {
        write(name, "1");
      }
      assertEquals("ADDED twice@3 ADDED twice@3 ADDED other@5 ADDED held@4", next(watch));
      Thread mover = Thread.startVirtualThread(() -> now = START.plus(MINUTE));
      assertEquals("ADDED frozen@6", next(watch));
      mover.join();
      assertEquals(List.of(), watch.take());
    }
  }

  private Watch open(WatchOptions options) {
    return Watch.open(store, options, clock);
  }

  private static String next(Watch watch) throws InterruptedException {
    return String.join(" ", watch.take().stream().map(WatchTest::text).toList());
  }

  private static String text(WatchEvent event) {
    return switch (event) {
      case WatchEvent.Added added -> "ADDED " + text(added.stored());
      case WatchEvent.Modified modified -> "MODIFIED " + text(modified.stored());
      case WatchEvent.Deleted deleted -> "DELETED " + text(deleted.stored());
      case WatchEvent.Bookmark bookmark ->
          "BOOKMARK " + bookmark.revision() + (bookmark.initialEventsEnd() ? " end" : "");
      case WatchEvent.Failed failed -> "ERROR " + failed.status().code();
    };
  }

  private static String text(Stored stored) {
    return stored.key().name() + "@" + stored.object().at("/metadata/resourceVersion").asText();
  }

  private void write(String name, String label) {
    write("things", name, label);
  }

  private void write(String collection, String name, String label) {
    Key key = new Key(collection, "default", name);
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("label", label);
    Written written =
        store
            .get(key)
            .map(it -> store.update(key, it.revision(), object))
            .orElseGet(() -> store.create(key, object));
    assertInstanceOf(Written.Done.class, written);
  }

  private void delete(String name) {
    Key key = new Key("things", "default", name);
    store.delete(key, store.get(key).orElseThrow().revision());
  }
}
