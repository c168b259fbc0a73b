package dev.fairlead.sandbox.builtin;

import dev.fairlead.sandbox.kind.Versions;
import dev.fairlead.sandbox.name.Names;
import java.util.List;

/** Events, of which two groups serve the same ones under different names of their fields. */
final class EventRules {

  static final Rules CORE =
      Rules.PLAIN.createdOnUpdate().check(it -> check(it, "involvedObject", "reportingComponent"));

  static final Rules EVENTS =
      Rules.PLAIN
          .createdOnUpdate()
          .check(EventRules::strict, (object, old) -> strictUpdate(object, old));

  private EventRules() {}

  private static void check(Check event, String regarding, String controller) {
    String namespace = event.at("metadata.namespace").text();
    Check subject =
        event.at("involvedObject.namespace").with(event.at(regarding).at("namespace").node());
    boolean unset = subject.zero();
    if (event.at("eventTime").zero()) {
      boolean agree =
          unset ? List.of("", "default").contains(namespace) : subject.text().equals(namespace);
      if (!agree) {
        subject.invalid("does not match event.namespace");
      }
    } else {
      if (unset && !List.of("default", "kube-system").contains(namespace)) {
        subject.invalid("does not match event.namespace");
      }
      event.at(controller).needed();
      event.at(controller).invalid(Names.labelKey(event.at(controller).text()));
      event.at("reportingInstance").needed();
      event.at("action").needed();
      event.at("reason").needed();
    }
  }

  private static void strict(Check event) {
    check(event, "regarding", "reportingController");
    event.at("eventTime").needed();
    Check type = event.at("type");
    if (!type.is("Normal") && !type.is("Warning")) {
      type.invalid("\"\"", "has invalid value: " + type.text());
    }
    for (String old : List.of("firstTimestamp", "lastTimestamp", "count", "source")) {
      if (!event.at(Versions.inEventsGroup(old)).zero()) {
        event.at(old).invalid("\"\"", "needs to be unset");
      }
    }
  }

  private static void strictUpdate(Check event, Check old) {
    check(event, "regarding", "reportingController");
    for (String field :
        List.of("involvedObject", "reason", "message", "type", "action", "reportingController")) {
      String name = Versions.inEventsGroup(field);
      event.at(field).with(event.at(name).node()).immutable(old.at(name));
    }
  }
}
