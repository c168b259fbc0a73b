package dev.fairlead.kube.stream;

import java.io.IOException;

/** What a stream does when it runs. */
sealed interface Plan permits ListPlan, WatchPlan, ListAndWatchPlan {

  /**
   * Makes the calls and hands on what they show.
   *
   * @throws IOException when a connection breaks or falls silent
   * @throws InterruptedException from the handler
   */
  StreamEnd run(StreamCalls calls, StreamHandler handler) throws IOException, InterruptedException;
}
