package dev.fairlead.launcher.config;

/**
 * A setting where it can be said: once, or of a controller.
 *
 * @param setting what is said
 * @param controller of which controller; {@code *} for all of them, empty if it is no matter of
 *     controllers
 */
public record Place(Setting<?> setting, String controller) {

  /** The name that stands for all controllers. */
  public static final String ALL = "*";

  /** Where a setting is said once; for a setting of controllers, where it is said of all. */
  public static Place of(Setting<?> setting) {
    return new Place(setting, setting.ofController() ? ALL : "");
  }

  /** The path as it stands in a file. */
  public String path() {
    return setting.path().replace(".*.", "." + controller + ".");
  }
}
