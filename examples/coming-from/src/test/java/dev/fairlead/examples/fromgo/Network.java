package dev.fairlead.examples.fromgo;

/** The world outside the cluster; each test has its own. Calls may block. */
interface Network {

  /** Whether the source is there. */
  boolean answers(String source);

  /** What the source offers. */
  String fetch(String source) throws Exception;

  /** Whatever is kept for a mirror there is deleted; again without effect. */
  void forget(String mirror);
}
