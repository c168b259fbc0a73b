package dev.fairlead.watcher.query;

import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.watcher.controller.Child;
import dev.fairlead.watcher.controller.ControllerWatch;
import dev.fairlead.watcher.dispatch.DispatcherDriver;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a primary at one moment, taken on the loop, to be worked out elsewhere.
 *
 * @param running the trace of the attempt that is under way
 */
record ObjectFacts(
    ControllerFacts controller,
    PartitionFacts partition,
    ObservedObject object,
    KeyView key,
    List<Child> children,
    Optional<TraceContext> running) {

  ObjectFacts {
    children = List.copyOf(children);
  }

  static ObjectFacts of(ControllerFacts facts, ControllerWatch controller, ObservedObject object) {
    Optional<DispatcherDriver> owner = controller.partitions().ownerOf(object.name());
    return new ObjectFacts(
        facts,
        facts.of(controller.partitions().nameOf(object.name())),
        object,
        owner
            .map(driver -> driver.dispatcher().view(object.name()))
            .orElseGet(() -> KeyView.unowned(object.name())),
        controller.children(object),
        owner.flatMap(driver -> driver.trace(object.name())));
  }

  /** The trace of the attempt that runs, or of the last one. */
  Optional<String> traceId() {
    return running
        .or(() -> key.last().map(last -> last.finished().trace()))
        .map(TraceContext::traceId)
        .filter(id -> !id.isEmpty());
  }

  /** The attempt that runs, or the last one; 0 before the first. */
  long attempt() {
    return key.token()
        .or(() -> key.last().map(last -> last.finished().token()))
        .map(token -> token.attempt())
        .orElse(0L);
  }
}
