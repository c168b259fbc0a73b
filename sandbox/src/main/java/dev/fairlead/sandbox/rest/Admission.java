package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.Rejection;
import java.util.List;
import java.util.Optional;

/** Rules about writes that concern several kinds. Thread-safe; does not block. */
public interface Admission {

  /**
   * Passes a write, or refuses it. It may change a new object, which belongs to the request.
   *
   * @param object what is to be stored; empty for a delete
   * @param old what is stored; empty for a create
   */
  void check(Call call, Kind kind, Optional<ObjectNode> object, Optional<ObjectNode> old)
      throws Rejection;

  /** Several, one after the other. */
  static Admission all(List<Admission> rules) {
    return (call, kind, object, old) -> {
      for (Admission rule : rules) {
        rule.check(call, kind, object, old);
      }
    };
  }
}
