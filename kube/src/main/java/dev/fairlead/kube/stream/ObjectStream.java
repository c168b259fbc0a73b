package dev.fairlead.kube.stream;

import dev.fairlead.kube.http.ApiServer;
import dev.fairlead.kube.http.ByteStream;
import java.io.IOException;

/**
 * One list or watch. One virtual thread runs it, blocking until it ends; any thread may close it,
 * and interrupting the runner does the same: both end it at once.
 */
public final class ObjectStream implements AutoCloseable {

  private final StreamCalls calls;
  private final Plan plan;

  ObjectStream(ApiServer server, StreamLimits limits, Selection selection, Plan plan) {
    this.calls = new StreamCalls(server, limits, selection);
    this.plan = plan;
  }

  /** What it shows. */
  public Selection selection() {
    return calls.selection();
  }

  /**
   * Makes the calls and hands on what they show, on this thread, until the stream ends. May be
   * called once. An interrupt of the thread stays set.
   */
  public StreamEnd run(StreamHandler handler) {
    try (calls) {
      return plan.run(calls, handler);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return new StreamEnd.Cancelled();
    } catch (ByteStream.SilentException silent) {
      return new StreamEnd.Silent(selection().resource() + ": " + silent.getMessage());
    } catch (ByteStream.ClosedException closed) {
      return new StreamEnd.Cancelled();
    } catch (IOException broken) {
      return new StreamEnd.Broken(selection().resource() + ": " + broken.getMessage());
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}
