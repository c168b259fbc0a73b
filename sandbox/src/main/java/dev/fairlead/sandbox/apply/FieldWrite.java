package dev.fairlead.sandbox.apply;

import dev.fairlead.sandbox.kind.Kind;
import java.time.Instant;
import java.util.List;

/**
 * A write, as far as the ownership of fields is concerned.
 *
 * @param kind what is written, in the version of the request
 * @param subresource {@code status}, {@code scale}; empty for the object itself
 * @param manager the {@code fieldManager} of the request, or what stands for it; empty for unknown
 * @param resetFields the dotted paths that this endpoint never owns, such as {@code status}
 * @param now the time that is noted beside the manager; seconds count
 */
public record FieldWrite(
    Kind kind, String subresource, String manager, List<String> resetFields, Instant now) {

  public FieldWrite {
    resetFields = List.copyOf(resetFields);
  }
}
