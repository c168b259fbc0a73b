package dev.fairlead.examples.fromgo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks several sources at once: goroutines, wait groups, channels and select. */
final class Asking {

  /** What a goroutine sends. */
  sealed interface Message {
    record Page(String source, String text) implements Message {}

    record Silence(String source) implements Message {}
  }

  private Asking() {}

  /** A goroutine for each, and a wait group. */
  static List<String> alive(Network network, List<String> sources) {
    Queue<String> alive = new ConcurrentLinkedQueue<>();
    try (ExecutorService goroutines = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String source : sources) {
        goroutines.execute(() -> { // go func() {
          if (network.answers(source)) {
            alive.add(source);
          }
        });
      }
    } // wg.Wait()
    return alive.stream().sorted().toList();
  }

  /** The first that comes over a channel; the other goroutines are cancelled. */
  static String fastest(Network network, List<String> sources, Duration longest)
      throws InterruptedException, ExecutionException, TimeoutException {
    try (ExecutorService goroutines = Executors.newVirtualThreadPerTaskExecutor()) {
      return goroutines.invokeAny(
          sources.stream().<Callable<String>>map(source -> () -> network.fetch(source)).toList(),
          longest.toMillis(),
          TimeUnit.MILLISECONDS);
    }
  }

  /** A channel of several kinds of messages, and a select with a timeout. */
  static Map<String, String> pages(Network network, List<String> sources, Duration patience)
      throws InterruptedException {
    Map<String, String> pages = new TreeMap<>();
    BlockingQueue<Message> channel = new ArrayBlockingQueue<>(sources.size()); // make(chan, n)
    try (ExecutorService goroutines = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String source : sources) {
        goroutines.execute(() -> channel.add(ask(network, source))); // channel <- ask(source)
      }
      for (int answer = 0; answer < sources.size(); answer++) {
        switch (channel.poll(patience.toMillis(), TimeUnit.MILLISECONDS)) { // select {
          case Message.Page(String source, String text) -> pages.put(source, text);
          case Message.Silence(String source) -> pages.put(source, "");
          case null -> { // case <-time.After(patience):
            goroutines.shutdownNow(); // cancel()
            return pages;
          }
        }
      }
    }
    return pages;
  }

  private static Message ask(Network network, String source) {
    try {
      return new Message.Page(source, network.fetch(source));
    } catch (Exception silent) {
      return new Message.Silence(source);
    }
  }
}
