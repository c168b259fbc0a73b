package dev.fairlead.sandbox.rest;

import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a list or a watch asks for beside its selectors.
 *
 * @param match {@code Exact}, {@code NotOlderThan}; empty for none
 * @param timeoutSeconds 0 for none
 */
record ListOptions(
    boolean watch,
    String resourceVersion,
    String match,
    int limit,
    String next,
    boolean bookmarks,
    Optional<Boolean> sendInitialEvents,
    long timeoutSeconds) {

  private static final String MATCH = "resourceVersionMatch";
  private static final String EXACT = "Exact";
  private static final String NOT_OLDER = "NotOlderThan";

  static ListOptions parse(Parameters query, boolean watch) throws Rejection {
    long limit = query.number("limit").orElse(0);
    ListOptions options =
        new ListOptions(
            watch,
            query.text("resourceVersion"),
            query.text(MATCH),
            Math.clamp(limit, 0, Integer.MAX_VALUE),
            query.text("continue"),
            query.flag("allowWatchBookmarks"),
            query.optionalFlag("sendInitialEvents"),
            query.number("timeoutSeconds").orElse(0));
    WriteOptions.reject("ListOptions", watch ? options.watchErrors() : options.listErrors());
    return options;
  }

  boolean exact() {
    return match.equals(EXACT);
  }

  private List<FieldError> listErrors() {
    List<FieldError> errors = new ArrayList<>();
    if (!match.isEmpty()) {
      if (resourceVersion.isEmpty()) {
        errors.add(
            forbidden("resourceVersionMatch is forbidden unless resourceVersion is provided"));
      }
      if (!next.isEmpty()) {
        errors.add(forbidden("resourceVersionMatch is forbidden when continue is provided"));
      }
      if (!exact() && !match.equals(NOT_OLDER)) {
        errors.add(notSupported("\"Exact\", \"NotOlderThan\", \"\""));
      }
      if (exact() && resourceVersion.equals("0")) {
        errors.add(
            forbidden("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
      }
    }
    if (sendInitialEvents.isPresent()) {
      errors.add(
          FieldError.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"));
    }
    return errors;
  }

  private List<FieldError> watchErrors() {
    List<FieldError> errors = new ArrayList<>();
    if (sendInitialEvents.isPresent() && !match.equals(NOT_OLDER)) {
      errors.add(
          forbidden("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    }
    if (!match.isEmpty()) {
      if (sendInitialEvents.isEmpty()) {
        errors.add(
            forbidden(
                "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
      }
      if (!match.equals(NOT_OLDER)) {
        errors.add(notSupported("\"NotOlderThan\""));
      }
      if (!next.isEmpty()) {
        errors.add(forbidden("resourceVersionMatch is forbidden when continue is provided"));
      }
    }
    return errors;
  }

  private static FieldError forbidden(String why) {
    return FieldError.forbidden(MATCH, why);
  }

  private FieldError notSupported(String supported) {
    return WriteOptions.notSupported(MATCH, Update.text(match).toString(), supported);
  }
}
