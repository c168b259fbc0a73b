package dev.fairlead.launcher.config;

import java.util.Locale;

/**
 * One key of the configuration.
 *
 * @param path from the root, with dots; {@code *} stands where the name of a controller does
 * @param type what it takes
 * @param standard its value where nothing is said
 * @param reloadable whether a change is taken up by a running process; else it needs a restart
 * @param meaning one line for people, with the unit where there is one
 */
public record Setting<T>(
    String path, ValueType<T> type, T standard, boolean reloadable, String meaning) {

  /** Whether it belongs to a controller. */
  boolean ofController() {
    return path.startsWith(Schema.OF_ALL_CONTROLLERS + ".");
  }

  /** Its default as it is written. */
  public String standardText() {
    return type.write(standard);
  }

  /** Its last name. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The variable that sets it; for a setting of controllers, the one that sets it for all. */
  public String variable() {
    return Environment.PREFIX + path.replace(".*.", ".").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return path;
  }
}
