package dev.fairlead.protocol.query;

import dev.fairlead.protocol.object.NamespacedName;

/** A question to a status replica: what happened to a primary; answered by {@link HistoryView}. */
public record HistoryQuery(String controller, NamespacedName name) {}
