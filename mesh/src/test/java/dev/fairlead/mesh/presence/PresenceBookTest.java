package dev.fairlead.mesh.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.protocol.message.Incarnation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PresenceBookTest {

  private final PresenceBook book = new PresenceBook(Duration.ofSeconds(5), 3);

  @Test
  void knowsWhoWasHeardAndForgetsWhoIsSilent() {
    book.heard(presence("b", Role.WATCHER), 0);
    book.heard(presence("a", Role.WATCHER, Role.STATUS), 3000);
    assertThat(ids(4999)).containsExactly("a", "b");
    assertThat(ids(5000)).containsExactly("a");
    assertThat(ids(8000)).isEmpty();
    book.heard(presence("b", Role.WATCHER), 9000);
    assertThat(ids(9000)).containsExactly("b");
  }

  @Test
  void aBeatReplacesTheOneBefore() {
    book.heard(presence("a", Role.WATCHER), 0);
    book.heard(presence("a", Role.STATUS), 4000);
    assertThat(book.addresses(Role.WATCHER, 6000)).isEmpty();
    assertThat(book.addresses(Role.STATUS, 6000))
        .containsExactly(new Address(new Incarnation("a"), Role.STATUS));
  }

  @Test
  void atTheBoundTheLongestSilentMakesRoom() {
    book.heard(presence("a", Role.WATCHER), 0);
    book.heard(presence("b", Role.WATCHER), 1);
    book.heard(presence("c", Role.WATCHER), 2);
    book.heard(presence("a", Role.WATCHER), 3);
    book.heard(presence("d", Role.WATCHER), 4);
    assertThat(ids(4)).containsExactly("a", "c", "d");
  }

  private List<String> ids(long nowMillis) {
    return book.present(nowMillis).stream().map(p -> p.incarnation().id()).toList();
  }

  private static Presence presence(String id, Role... roles) {
    return new Presence(
        new Incarnation(id), Set.of(roles), "host", "zone", "1", Instant.EPOCH, 0.5);
  }
}
