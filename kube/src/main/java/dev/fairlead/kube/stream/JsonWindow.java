package dev.fairlead.kube.stream;

/** The bytes a JSON parser has read, by their offset in the stream. */
interface JsonWindow {

  /** The bytes from one offset to another; both must still be in the window. */
  byte[] slice(long from, long to);
}
