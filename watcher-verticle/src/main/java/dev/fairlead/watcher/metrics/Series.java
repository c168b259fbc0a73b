package dev.fairlead.watcher.metrics;

/** What is shown of one thing for as long as it is there. */
interface Series extends AutoCloseable {

  @Override
  void close();
}
