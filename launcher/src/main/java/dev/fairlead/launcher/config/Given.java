package dev.fairlead.launcher.config;

/**
 * A value as it was given, not yet looked at.
 *
 * @param place what it is the value of
 * @param text the value; the items of a list with commas between them
 * @param origin who gave it
 */
public record Given(Place place, String text, Origin origin) {

  /** What a flag says of a setting. */
  public static Given byFlag(String flag, Setting<?> setting, String text) {
    return new Given(Place.of(setting), text, new Origin.Flag(flag));
  }

  /** What is wrong with it by itself: nothing, or that the setting does not take it. */
  boolean allowed() {
    return place.setting().type().read(text).isPresent();
  }

  Problem notAllowed() {
    return Problem.at(
        origin,
        "%s takes %s, not %s"
            .formatted(place.path(), place.setting().type().allowed(), origin.shown(text)));
  }
}
