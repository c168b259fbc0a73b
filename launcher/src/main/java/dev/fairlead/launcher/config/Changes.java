package dev.fairlead.launcher.config;

import java.util.function.Consumer;

/** Tells that what a configuration is read from has changed. Thread-safe. */
public interface Changes extends AutoCloseable {

  /** Nothing ever changes. */
  Changes NONE =
      new Changes() {
        @Override
        public void follow(Consumer<String> changed) {}

        @Override
        public void close() {}
      };

  /**
   * Tells from now on, and at once if something has changed since it was read.
   *
   * @param changed hears what has changed, in the words of a message, on a thread that may block
   */
  void follow(Consumer<String> changed);

  @Override
  void close();
}
