package dev.fairlead.sandbox.apply;

import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an apply would change although others own it, in the API's words. */
record Conflicts(SortedMap<Owner, FieldSet> byOwner) {

  FieldSet paths() {
    return byOwner.values().stream().reduce(new FieldSet(), FieldSet::union);
  }

  Conflicts without(FieldSet allowed) {
    SortedMap<Owner, FieldSet> rest = new TreeMap<>();
    byOwner.forEach((owner, paths) -> {
      FieldSet left = paths.difference(allowed);
      if (!left.isEmpty()) {
        rest.put(owner, left);
      }
    });
    return new Conflicts(rest);
  }

  Rejection rejection() {
    List<Status.Cause> causes = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Owner, FieldSet> entry : byOwner.entrySet()) {
      String owner = entry.getKey().described();
      lines.add("conflicts with " + owner + ":");
      for (List<PathElement> path : entry.getValue().paths()) {
        String text = PathElement.text(path);
        lines.add("- " + text);
        causes.add(new Status.Cause("FieldManagerConflict", "conflict with " + owner, text));
      }
    }
    String what =
        causes.size() == 1
            ? "1 conflict: " + causes.getFirst().message() + ": " + causes.getFirst().field()
            : causes.size() + " conflicts: " + String.join("\n", lines);
    return new Status(
            409,
            "Conflict",
            "Apply failed with " + what,
            Optional.of(new Status.Details("", "", "", "", causes, OptionalInt.empty())))
        .rejection();
  }
}
