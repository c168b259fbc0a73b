package dev.fairlead.protocol.declaration;

/**
 * A way to find the objects of a watched kind, besides their names.
 *
 * @param name what lookups call it; unique within the kind
 * @param label the label whose values are looked up; empty if it is a field
 * @param field the field whose values are looked up, in dotted form; empty if it is a label
 */
public record DeclaredIndex(String name, String label, String field) {}
