package dev.fairlead.protocol.message;

/** How urgent a due key is, the most urgent first. Waiting keys age into higher ones. */
public enum Priority {
  USER_REQUEST,
  CHANGE,
  RETRY,
  RESYNC,
  INITIAL_LIST
}
