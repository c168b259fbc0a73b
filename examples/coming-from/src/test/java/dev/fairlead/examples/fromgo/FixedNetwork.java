package dev.fairlead.examples.fromgo;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sources that are there, and no others. */
final class FixedNetwork implements Network {

  private final Set<String> sources;
  private final Queue<String> forgotten = new ConcurrentLinkedQueue<>();

  FixedNetwork(String... sources) {
    this.sources = Set.of(sources);
  }

  List<String> forgotten() {
    return List.copyOf(forgotten);
  }

  @Override
  public boolean answers(String source) {
    return sources.contains(source);
  }

  @Override
  public String fetch(String source) {
    return "page of " + source;
  }

  @Override
  public void forget(String mirror) {
    forgotten.add(mirror);
  }
}
