package dev.fairlead.acceptance;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who asks the gateways all the time, until it is closed. Which of them are asked is said
 * as a Service's endpoints would say it: one that is about to be stopped is taken out first.
 */
final class Queries implements AutoCloseable {

  private static final int PAUSE_MILLIS = 20;

  private final Processes mesh;
  private final List<String> paths;
  private final Map<String, URI> gateways = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final Repeated repeated;
  private int turn;

  Queries(Processes mesh, List<String> paths) {
    this.mesh = mesh;
    this.paths = List.copyOf(paths);
    this.repeated = new Repeated("queries", PAUSE_MILLIS, this::askNext);
  }

  /** Asks this one too. */
  void ask(String name, URI gateway) {
    gateways.put(name, gateway);
  }

  /** Asks this one no more. */
  void leaveAlone(String name) {
    gateways.remove(name);
  }

  /** What was not answered with 200, and why. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  int answered() {
    return answered.get();
  }

  private void askNext() {
    List<URI> asked = new ArrayList<>(gateways.values());
    if (!asked.isEmpty()) {
      ask(asked.get(turn % asked.size()), paths.get(turn % paths.size()));
    }
    turn++;
  }

  private void ask(URI gateway, String path) {
    try {
      mesh.get(gateway, path);
      answered.incrementAndGet();
    } catch (AssertionError failed) {
      failures.add(
          failed.getMessage() + (failed.getCause() == null ? "" : ": " + failed.getCause()));
    }
  }

  @Override
  public void close() {
    repeated.close();
  }
}
