package dev.fairlead.sandbox.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreTest {

  private static final Key A = new Key("things", "default", "a");
  private static final Key B = new Key("things", "default", "b");

  private final Store store = new Store(3);

  @Test
  void aDeleteTakesARevisionThatItsLastVersionShows() {
    Stored made = done(store.create(A, object(1)));
    Stored deleted = done(store.delete(A, made.revision()));
    assertEquals(made.revision() + 1, deleted.revision());
    assertEquals(
        Long.toString(deleted.revision()),
        deleted.object().at("/metadata/resourceVersion").asText());
    assertEquals(2, made.object().at("/metadata/resourceVersion").asInt(), "shared, unchanged");
    assertEquals(Optional.empty(), store.get(A));
  }

  @Test
  void anUpdateThatChangesNothingKeepsTheRevision() {
    Stored made = done(store.create(A, object(1)));
    ObjectNode same = object(1);
    same.set("number", LongNode.valueOf(1));
    assertSame(made, done(store.update(A, made.revision(), same)));
    assertEquals(made.revision(), store.revision());
    done(store.update(A, made.revision(), object(2)));
    assertEquals(made.revision() + 1, store.revision());
  }

  @Test
  void aFilteredPageSaysWhereToGoOnButNotHowMuchIsLeft() {
    for (String name : List.of("a", "b", "c", "d")) {
      done(store.create(new Key("things", "default", name), object(name.charAt(0) % 2)));
    }
    Query odd =
        Query.of(Scope.all("things")).limit(1).matching(it -> it.path("number").asInt() == 1);
    Listing.Page first = page(odd);
    assertEquals(Optional.of(A), first.next());
    assertTrue(first.remaining().isEmpty());
    Listing.Page second = page(odd.after(A));
    assertEquals("c", second.items().iterator().next().key().name());
    Listing.Page last = page(odd.after(second.next().orElseThrow()));
    assertEquals(Optional.empty(), last.next());
  }

  @Test
  void oneObjectIsAScopeOfItsOwn() {
    done(store.create(A, object(1)));
    done(store.create(B, object(2)));
    page(Query.of(Scope.of(B))).items().forEach(it -> assertEquals(B, it.key()));
  }

  @Test
  void aListWithoutALimitStaysAsItWasWhileWritesGoOn() {
    Stored made = done(store.create(A, object(1)));
    Listing.Page page = page(Query.of(Scope.all("things")));
    done(store.delete(A, made.revision()));
    assertEquals(made, page.items().iterator().next());
  }

  @Test
  void compactionForgetsAndQuietCollectionsDoNotSuffer() throws InterruptedException {
    Stored made = done(store.create(A, object(1)));
    for (int i = 0; i < 9; i++) {
      done(store.create(new Key("others", "", "o" + i), object(i)));
    }
    Changes quiet = store.changes(Scope.all("things"), made.revision());
    Changes busy = store.changes(Scope.all("others"), made.revision());
    assertInstanceOf(Changes.Read.Lost.class, busy.read(1, Duration.ZERO));
    assertEquals(new Changes.Read.Some(List.of(), store.revision()), quiet.read(1, Duration.ZERO));
    assertInstanceOf(
        Listing.Page.class, store.list(Query.of(Scope.all("things")).at(made.revision())));

    store.compact(made.revision() + 1);
    assertEquals(
        new Listing.TooOld(made.revision(), made.revision() + 1),
        store.list(Query.of(Scope.all("things")).at(made.revision())));
    assertEquals(
        new Listing.TooOld(1, made.revision() + 1),
        store.list(Query.of(Scope.all("unseen")).at(1)));
    assertInstanceOf(Listing.TooNew.class, store.list(Query.of(Scope.all("things")).at(99)));
  }

  @Test
  void goingBackEndsTheWatches() throws InterruptedException {
    Stored made = done(store.create(A, object(1)));
    Checkpoint before = store.checkpoint();
    done(store.update(A, made.revision(), object(2)));
    Changes changes = store.changes(Scope.all("things"), store.revision());
    store.restore(before);
    assertInstanceOf(Changes.Read.Lost.class, changes.read(1, Duration.ofMinutes(1)));
    assertEquals(Optional.of(made), store.get(A));
    assertEquals(made.revision(), store.revision());
  }

  @Test
  void aReaderWaitsForAChangeAndIsWokenByClose() throws InterruptedException {
    Changes changes = store.changes(Scope.all("things"), store.revision());
    Thread writer = Thread.startVirtualThread(() -> done(store.create(A, object(1))));
    assertEquals(
        A,
        assertInstanceOf(Changes.Read.Some.class, changes.read(1, Duration.ofMinutes(1)))
            .changes()
            .getFirst()
            .key());
    writer.join();
    Thread closer = Thread.startVirtualThread(changes::close);
    assertInstanceOf(Changes.Read.Closed.class, changes.read(1, Duration.ofMinutes(1)));
    closer.join();
  }

  @Test
  void onlyAnEmptyCollectionCanBeGenerated() {
    done(store.create(A, object(1)));
    Generator none =
        new Generator() {
          @Override
          public int count() {
            return 0;
          }

          @Override
          public Key key(int index) {
            throw new IndexOutOfBoundsException(index);
          }

          @Override
          public ObjectNode object(int index, int variation) {
            throw new IndexOutOfBoundsException(index);
          }
        };
    assertThrows(IllegalStateException.class, () -> store.generate("things", none));
  }

  private Listing.Page page(Query query) {
    return assertInstanceOf(Listing.Page.class, store.list(query));
  }

  private static Stored done(Written written) {
    return assertInstanceOf(Written.Done.class, written).stored();
  }

  private static ObjectNode object(int number) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.set("number", IntNode.valueOf(number));
    return object;
  }
}
