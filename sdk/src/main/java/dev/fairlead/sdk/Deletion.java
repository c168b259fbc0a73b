package dev.fairlead.sdk;

/** How the children go when their primary is deleted. */
public enum Deletion {

  /** The garbage collector deletes them once the primary is gone, in no order. */
  BACKGROUND,

  /**
   * Children go first, in reverse order: each when those that came after it are gone, with all that
   * belongs to them; then the primary. Those to be kept are set free. Every primary gets the
   * finalizer {@code fairlead.dev/<controller>} for it.
   */
  FOREGROUND
}
