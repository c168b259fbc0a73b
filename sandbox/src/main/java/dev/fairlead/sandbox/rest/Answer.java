package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.store.watch.Watch;
import java.util.OptionalLong;

/** What a verb answers, before it is put into the form that the client wants. */
public sealed interface Answer {

  /**
   * An object of a kind.
   *
   * @param code 200, 201 or 202
   */
  record One(int code, Kind kind, ObjectNode object) implements Answer {}

  /** A Status, or an object that has no kind of its own here. */
  record Plain(int code, ObjectNode object) implements Answer {}

  /**
   * A list. Its items can be walked once, and are made while they are walked.
   *
   * @param resourceVersion of the list
   * @param next the continue token; empty on the last page
   * @param remaining how many come after this page; empty where that is not said
   */
  record Many(
      Kind kind,
      String resourceVersion,
      String next,
      OptionalLong remaining,
      Iterable<ObjectNode> items)
      implements Answer {}

  /** Events until the watch ends. Whoever gets it closes the watch. */
  record Watching(Kind kind, Watch watch) implements Answer {}
}
