package dev.fairlead.protocol.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Partition;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutsTest {

  private final Layouts layouts = new Layouts("memcached", List.of(2));

  @Test
  void theFirstLayoutIsOwnedAtOnce() {
    assertThat(layouts.toClose()).isEmpty();
    assertThat(layouts.toOwn()).containsExactly(partition(1, 0), partition(1, 1));
  }

  @Test
  void aNewLayoutIsOwnedWhenEveryLeaseOfTheEarlierOnesIsATombstone() {
    layouts.changed(List.of(2, 1));
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
    layouts.changed(List.of(2, 3, 1));
    assertThat(layouts.toClose()).hasSize(5);
  }

  @Test
  void anOldConfigurationChangesNothing() {
    layouts.changed(List.of(2, 1));
    layouts.changed(List.of(2));
    assertThat(layouts.wanted()).containsExactly(partition(2, 0));
  }

  private static Partition partition(int layout, int number) {
    return new Partition("memcached", layout, number);
  }
}
