package dev.fairlead.protocol.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.NamespacedName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {

  private static final NamespacedName KEY = new NamespacedName("ns", "a");

  private final Choice.Candidate here = candidate("here", "zone-a", 0.1, 0.9);
  private final Choice.Candidate alsoHere = candidate("also-here", "zone-a", 0.2, 0.8);
  private final Choice.Candidate there = candidate("there", "zone-b", 1, 0);

  @Test
  void workersOfThePreferredZoneComeFirstHoweverBusyTheyAre() {
    assertThat(among("zone-a", here, there)).isEqualTo("here");
    assertThat(among("zone-a", here, alsoHere, there)).isEqualTo("also-here");
  }

  @Test
  void nothingWaitsForAZone() {
    assertThat(among("zone-a", there)).isEqualTo("there");
    assertThat(among("zone-c", here, there)).isEqualTo("there");
  }

  @Test
  void withoutAPreferenceTheLargestFreeShareComesFirstThenTheLeastLoad() {
    assertThat(among("", here, alsoHere, there)).isEqualTo("there");
    Choice.Candidate idler = candidate("idler", "", 0.2, 0.1);
    assertThat(among("", here, alsoHere, idler)).isEqualTo("idler");
  }

  @Test
  void equalsTakeTurnsByChance() {
    Choice choice = new Choice(Zones.NONE, 1);
    List<Choice.Candidate> equals =
        List.of(candidate("one", "", 1, 0), candidate("other", "zone-a", 1, 0));
    Set<String> chosen = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      chosen.add(choice.among(equals, KEY).worker.id());
    }
    assertThat(chosen).containsExactlyInAnyOrder("one", "other");
  }

  private static String among(String zone, Choice.Candidate... free) {
    return new Choice(key -> zone, 1).among(List.of(free), KEY).worker.id();
  }

  private static Choice.Candidate candidate(
      String worker, String zone, double freeShare, double load) {
    return new Choice.Candidate(new WorkerLink(new Incarnation(worker)), zone, freeShare, load);
  }
}
