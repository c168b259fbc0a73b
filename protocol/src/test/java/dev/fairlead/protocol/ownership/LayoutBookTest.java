package dev.fairlead.protocol.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Partition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Watchers and one book, which they read and write one after the other. */
class LayoutBookTest {

  private Optional<List<Layout>> book = Optional.empty();

  private final class Watcher {
    final Layouts layouts = new Layouts("memcached", List.of(Layout.WHOLE));
    final LayoutBook pages;

    Watcher(int wish) {
      pages = new LayoutBook(layouts, wish);
    }

    Watcher looks() {
      pages
          .read(book)
          .ifPresent(right -> {
            book = Optional.of(right);
            pages.stored(right);
          });
      return this;
    }

    Watcher sees(int layout, int number) {
      layouts.closed(new Partition("memcached", layout, number));
      return this;
    }
  }

  @Test
  void whoWantsNoCutWritesNothing() {
    Watcher watcher = new Watcher(1).looks();
    assertThat(book).isEmpty();
    assertThat(watcher.layouts.wanted()).isEqualTo(Layout.WHOLE);
  }

  @Test
  void aCutIsALayoutAfterTheWhole() {
    Watcher watcher = new Watcher(4).looks();
    assertThat(book).contains(List.of(Layout.WHOLE, new Layout(2, 4)));
    assertThat(watcher.layouts.toClose()).containsExactly(new Partition("memcached", 1, 0));
    assertThat(watcher.layouts.toOwn()).isEmpty();
  }

  @Test
  void whatIsOverIsLeftOut() {
    Watcher watcher = new Watcher(4).looks().sees(1, 0).looks();
    assertThat(book).contains(List.of(new Layout(2, 4)));
    assertThat(watcher.layouts.toOwn()).hasSize(4);
    assertThat(new Watcher(4).looks().layouts.toOwn()).hasSize(4);
  }

  /** A rolling restart from 1 to 4, in which an old process comes up once more. */
  @Test
  void theWatcherThatStartedLastDecides() {
    Watcher old = new Watcher(1).looks();
    Watcher fresh = new Watcher(4).looks();
    for (int i = 0; i < 5; i++) {
      old.looks();
      fresh.looks();
    }
    assertThat(old.layouts.wanted()).isEqualTo(new Layout(2, 4));
    assertThat(fresh.layouts.wanted()).isEqualTo(new Layout(2, 4));

    Watcher again = new Watcher(1).looks();
    for (Watcher watcher : List.of(old, fresh, again, old, fresh)) {
      watcher.looks();
      assertThat(watcher.layouts.wanted()).isEqualTo(new Layout(3, 1));
    }
    assertThat(new Watcher(4).looks().layouts.wanted()).isEqualTo(new Layout(4, 4));
  }

  @Test
  void whatIsNotStoredDoesNotCount() {
    Watcher watcher = new Watcher(4);
    assertThat(watcher.pages.read(Optional.empty())).isPresent();
    assertThat(watcher.layouts.wanted()).isEqualTo(Layout.WHOLE);
    book = Optional.of(List.of(Layout.WHOLE, new Layout(2, 8)));
    assertThat(watcher.looks().layouts.wanted()).isEqualTo(new Layout(3, 4));
  }

  @Test
  void aBookThatIsLostIsWrittenAgain() {
    Watcher watcher = new Watcher(4).looks().sees(1, 0).looks();
    book = Optional.empty();
    watcher.looks();
    assertThat(book).contains(List.of(new Layout(2, 4)));
  }

  /** Layout 2 is cut into 4 for one and into 8 for the other: all 8 must end before layout 3. */
  @Test
  void aBookThatWasBegunAnewWithAnotherCutLeadsToALayoutAfterBoth() {
    Watcher before = new Watcher(8).looks().sees(1, 0).looks();
    book = Optional.empty();
    Watcher anew = new Watcher(4).looks();
    before.looks();
    anew.looks();
    assertThat(book).contains(List.of(new Layout(2, 8), new Layout(3, 4)));
    assertThat(anew.layouts.toClose()).hasSize(8);
    assertThat(before.layouts.toClose()).hasSize(8);
    assertThat(anew.layouts.toOwn()).isEmpty();
  }

  /** All watchers ended, a hand deleted the book, and tombstones tell how far it had gone. */
  @Test
  void aTombstoneOfTheLayoutThatIsWantedLeadsToTheNext() {
    Watcher watcher = new Watcher(4).looks().sees(1, 0).sees(2, 1).looks();
    assertThat(book).contains(List.of(new Layout(2, 4), new Layout(3, 4)));
    assertThat(watcher.layouts.toClose()).hasSize(3);
  }

  @Test
  void layoutsThatDoNotEndAreNotAddedToForEver() {
    for (int start = 0; start < 100; start++) {
      new Watcher(2 + start % 2).looks();
    }
    assertThat(book).hasValueSatisfying(layouts -> assertThat(layouts).hasSize(16));
  }
}
