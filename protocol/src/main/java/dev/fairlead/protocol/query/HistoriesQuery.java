package dev.fairlead.protocol.query;

import java.util.Optional;

/**
 * What a status replica that has just started asks another: everything that it has heard, page by
 * page; answered by {@link HistoriesView}.
 *
 * @param after the last object of the page before; empty for the first page
 */
public record HistoriesQuery(Optional<HistoryQuery> after) {}
