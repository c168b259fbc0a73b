package dev.fairlead.acceptance.evidence;

/**
 * A Lease as it came to be by a write.
 *
 * @param holder empty if nobody holds it
 */
public record LeaseVersion(String name, String uid, long version, String holder, long epoch) {}
