package dev.fairlead.launcher.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The value of every setting, with its origin. What was given has been checked by then; immutable.
 */
public final class Values {

  /** Nothing was said. */
  public static final Values NONE = new Values(Map.of());

  /** That of the schema and, for controllers, of their names. */
  private static final Comparator<Place> ORDER =
      Comparator.<Place>comparingInt(it -> Schema.settings().indexOf(it.setting()))
          .thenComparing(Place::controller);

  private final Map<Place, Given> given;

  Values(Map<Place, Given> given) {
    this.given = Map.copyOf(given);
  }

  /**
   * Lays what was given one over the other: of two that speak of one place the later one counts.
   */
  static Values layered(Collection<Given> ascending) {
    Map<Place, Given> top = new LinkedHashMap<>();
    ascending.forEach(it -> top.put(it.place(), it));
    return new Values(top);
  }

  /** The value of a setting; of a setting of controllers, the one for all of them. */
  public <T> T get(Setting<T> setting) {
    return get(setting, Place.of(setting).controller());
  }

  /** The value of a setting for which nothing may stand. */
  public Optional<String> text(Setting<String> setting) {
    return Optional.of(get(setting)).filter(text -> !text.isEmpty());
  }

  /** The value of a setting for a controller. */
  public <T> T get(Setting<T> setting, String controller) {
    String text = at(new Place(setting, controller)).text();
    return setting
        .type()
        .read(text)
        .orElseThrow(() -> new IllegalStateException(setting + " was not checked"));
  }

  /** What counts at a place: what was given there, else for all controllers, else the default. */
  public Given at(Place place) {
    Given here = given.get(place);
    if (here != null) {
      return here;
    }
    Place all = Place.of(place.setting());
    return all.equals(place)
        ? new Given(place, place.setting().standardText(), new Origin.Standard())
        : at(all);
  }

  /** All that was said, in the order of the schema and, for controllers, of their names. */
  List<Given> given() {
    return given.values().stream().sorted(Comparator.comparing(Given::place, ORDER)).toList();
  }

  /** The places whose value is another one here, in the order of the schema. */
  List<Place> differing(Values other) {
    return Stream.concat(given.keySet().stream(), other.given.keySet().stream())
        .distinct()
        .filter(place -> !read(place).equals(other.read(place)))
        .sorted(ORDER)
        .toList();
  }

  private Optional<?> read(Place place) {
    return place.setting().type().read(at(place).text());
  }

  /** Whether somebody said something about a setting, the default being nobody. */
  public boolean isGiven(Setting<?> setting) {
    return isGiven(Place.of(setting));
  }

  boolean isGiven(Place place) {
    return given.containsKey(place);
  }

  /** The controllers of which something is said by name, in the order of the alphabet. */
  public SequencedSet<String> controllers() {
    TreeSet<String> names = new TreeSet<>();
    given.keySet().stream()
        .filter(place -> place.setting().ofController())
        .map(Place::controller)
        .filter(name -> !name.equals(Place.ALL))
        .forEach(names::add);
    return names;
  }

  /** Where a controller is first spoken of by name. */
  Origin firstOf(String controller) {
    return Schema.settings().stream()
        .map(setting -> given.get(new Place(setting, controller)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow()
        .origin();
  }
}
