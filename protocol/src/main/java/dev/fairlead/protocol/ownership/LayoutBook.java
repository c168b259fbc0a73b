package dev.fairlead.protocol.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The book in which all watchers write down how a controller is cut, as one of them keeps it. It
 * lists the layouts that are not known to be over; where there is none, the controller is whole.
 *
 * <p>Whoever starts says once what its configuration wants: if that is another number of
 * partitions, it adds a layout. So the watcher that started last decides, and watchers that
 * disagree change the cut once for each start, not for ever. What is written was read before, and
 * goes in by compare-and-swap; a layout counts only when it stands in the book. A book that forgets
 * what is known here was lost, and is written again.
 *
 * <p>Not safe for use by several threads.
 */
public final class LayoutBook {

  /** While so many layouts are not over, nobody adds another one. */
  private static final int LAYOUTS_MAX = 16;

  private final Layouts layouts;
  private OptionalInt wish;

  /**
   * Begins without having read the book.
   *
   * @param layouts what is known so far; they follow the book
   * @param wish how many partitions the configuration wants
   */
  public LayoutBook(Layouts layouts, int wish) {
    this.layouts = layouts;
    this.wish = OptionalInt.of(wish);
  }

  /** The book was read: this should stand in it instead; empty if it is right. */
  public Optional<List<Layout>> read(Optional<List<Layout>> found) {
    List<Layout> book = found.orElse(List.of(Layout.WHOLE));
    boolean contested = contested(layouts.wanted(), book.getLast());
    layouts.changed(both(layouts.known(), book));
    Layout last = layouts.wanted();
    List<Layout> right = new ArrayList<>(layouts.areOver() ? List.of(last) : layouts.known());
    if (contested) {
      right.add(last.next(book.getLast().partitions()));
    } else if (layouts.isOutdated()) {
      right.add(last.next(wish.orElse(last.partitions())));
    } else if (wish.isPresent() && last.partitions() != wish.getAsInt()) {
      right.add(last.next(wish.getAsInt()));
    } else {
      wish = OptionalInt.empty();
    }
    return right.equals(book) || right.size() > LAYOUTS_MAX ? Optional.empty() : Optional.of(right);
  }

  /** This stands in the book now. */
  public void stored(List<Layout> book) {
    layouts.changed(book);
    wish = OptionalInt.empty();
  }

  /** Two cuts of the same number: the book was lost, and begun anew by somebody else. */
  private static boolean contested(Layout known, Layout found) {
    return known.number() == found.number() && known.partitions() != found.partitions();
  }

  /** What both know; of two cuts of the same number all that either of them could own. */
  private static List<Layout> both(List<Layout> known, List<Layout> book) {
    TreeMap<Integer, Layout> all = new TreeMap<>();
    for (List<Layout> some : List.of(known, book)) {
      for (Layout one : some) {
        all.merge(one.number(), one, (a, b) -> a.partitions() >= b.partitions() ? a : b);
      }
    }
    int first = Math.max(known.getFirst().number(), book.getFirst().number());
    return List.copyOf(all.tailMap(first).values());
  }
}
