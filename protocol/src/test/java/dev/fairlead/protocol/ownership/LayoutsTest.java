package dev.fairlead.protocol.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Partition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutsTest {

  private final Layouts layouts = new Layouts("memcached", layouts(2));

  @Test
  void theFirstLayoutIsOwnedAtOnce() {
    assertThat(layouts.toClose()).isEmpty();
    assertThat(layouts.toOwn()).containsExactly(partition(1, 0), partition(1, 1));
  }

  @Test
  void aNewLayoutIsOwnedWhenEveryLeaseOfTheEarlierOnesIsATombstone() {
    layouts.changed(layouts(2, 1));
    assertThat(layouts.toOwn()).isEmpty();
    assertThat(layouts.toClose()).containsExactly(partition(1, 0), partition(1, 1));

    layouts.closed(partition(1, 1));
    assertThat(layouts.toOwn()).isEmpty();
    layouts.closed(partition(1, 0));
    assertThat(layouts.toClose()).isEmpty();
    assertThat(layouts.toOwn()).containsExactly(partition(2, 0));
  }

  @Test
  void aLayoutThatWasSkippedHasToBeClosedToo() {
    layouts.changed(layouts(2, 3, 1));
    assertThat(layouts.toClose()).hasSize(5);
  }

  @Test
  void anOldConfigurationChangesNothing() {
    layouts.changed(layouts(2, 1));
    layouts.changed(layouts(2));
    assertThat(layouts.wanted()).isEqualTo(new Layout(2, 1));
  }

  @Test
  void aTombstoneOfTheLayoutThatIsWantedIsNobodys() {
    layouts.closed(partition(1, 1));
    assertThat(layouts.toOwn()).containsExactly(partition(1, 0));
  }

  /** What is known to be over need not be looked at again. */
  @Test
  void layoutsThatAreOverAreLeftOut() {
    layouts.changed(List.of(new Layout(3, 1)));
    assertThat(layouts.toClose()).isEmpty();
    assertThat(layouts.toOwn()).containsExactly(partition(3, 0));
  }

  private static List<Layout> layouts(int... counts) {
    return IntStream.range(0, counts.length)
        .mapToObj(one -> new Layout(one + 1, counts[one]))
        .toList();
  }

  private static Partition partition(int layout, int number) {
    return new Partition("memcached", layout, number);
  }
}
