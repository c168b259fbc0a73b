package dev.fairlead.sandbox.table;

/** A column with the words that explain it; empty for none. */
record DescribedColumn(Column column, String description) {}
