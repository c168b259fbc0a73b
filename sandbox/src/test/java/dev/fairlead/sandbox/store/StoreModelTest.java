package dev.fairlead.sandbox.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random writes to the store and to a model of etcd: a map from paths to values for every revision.
 * The seed stands in the test's name.
 */
class StoreModelTest {

  private static final String THINGS = "things.example.com";
  private static final List<String> NAMESPACES = List.of("a", "a-b", "ab", "b");
  private static final int STEPS = 2_000;
  private static final int CHANGES_MAX = 300;

  private record Value(long revision, String text) {}

  private final Store store = new Store(CHANGES_MAX);
  private final TreeMap<Long, TreeMap<String, Value>> model = new TreeMap<>();
  private long oldest;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void answersLikeEtcd(long seed) throws InterruptedException {
    run(new Random(seed), false);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void generatedObjectsAreLikeOthers(long seed) throws InterruptedException {
    run(new Random(seed), true);
  }

  private void run(Random random, boolean generated) throws InterruptedException {
    model.put(store.revision(), new TreeMap<>());
    oldest = 0;
    if (generated) {
      generate();
    }
    List<Changes> watches = new ArrayList<>();
    List<TreeMap<String, Value>> views = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      write(random, generated);
      if (random.nextInt(100) == 0) {
        watches.add(store.changes(Scope.all(THINGS), store.revision()));
        views.add(new TreeMap<>(model.lastEntry().getValue()));
      }
      for (int i = 0; i < watches.size(); i++) {
        if (random.nextInt(10) == 0) {
          follow(watches.get(i), views.get(i));
        }
      }
      list(random);
      if (random.nextInt(200) == 0) {
        long at = 1 + random.nextLong(store.revision());
        store.compact(at);
        oldest = Math.max(oldest, at);
      }
    }
    for (int i = 0; i < watches.size(); i++) {
      if (follow(watches.get(i), views.get(i))) {
        assertEquals(model.lastEntry().getValue(), views.get(i));
      }
    }
  }

  private void generate() {
    Generator generator = new Few();
    long first = store.revision();
    store.generate(THINGS, generator);
    TreeMap<String, Value> state = new TreeMap<>();
    for (int i = 0; i < generator.count(); i++) {
      state.put(path(generator.key(i)), new Value(first + 1 + i, "made " + i + " 0"));
    }
    model.put(store.revision(), state);
    oldest = store.revision();
  }

  private void write(Random random, boolean generated) {
    Key key = key(random);
    TreeMap<String, Value> next = new TreeMap<>(model.lastEntry().getValue());
    Optional<Value> present = Optional.ofNullable(next.get(path(key)));
    long right = present.map(Value::revision).orElse(0L);
    long expected = random.nextInt(10) == 0 ? right - 1 : right;
    String text = "text " + random.nextInt(3);
    long revision = model.lastKey() + 1;
    boolean fits;
    Written written;
    Value value = new Value(revision, text);
    switch (random.nextInt(generated ? 4 : 3)) {
      case 0 -> {
        written = store.create(key, object(text));
        fits = present.isEmpty();
        next.put(path(key), value);
      }
      case 1 -> {
        written = store.update(key, expected, object(text));
        fits = present.isPresent() && expected == right;
        if (present.isPresent() && present.get().text().equals(text)) {
          revision--; // Nothing changes.
        } else {
          next.put(path(key), value);
        }
      }
      case 2 -> {
        written = store.delete(key, expected);
        fits = present.isPresent() && expected == right;
        next.remove(path(key));
      }
      default -> {
        if (store.vary(key)) {
          next.put(path(key), new Value(revision, varied(present.orElseThrow().text())));
          model.put(revision, next);
        }
        return;
      }
    }
    assertEquals(fits, written instanceof Written.Done, () -> key + ": " + written);
    if (fits) {
      model.put(revision, next);
    } else {
      assertEquals(present, ((Written.Conflict) written).current().map(StoreModelTest::value));
    }
    assertEquals(model.lastKey(), store.revision());
  }

  private static String varied(String text) {
    int end = text.lastIndexOf(' ') + 1;
    return text.substring(0, end) + (Integer.parseInt(text.substring(end)) + 1);
  }

  /** Lists a random state in pages of a random size, and compares it with the model's. */
  private void list(Random random) {
    long at = Math.max(1, store.revision() - random.nextInt(CHANGES_MAX));
    String namespace =
        random.nextBoolean() ? "" : NAMESPACES.get(random.nextInt(NAMESPACES.size()));
    Scope scope = Scope.namespace(THINGS, namespace);
    Query query = Query.of(scope).at(at).limit(random.nextInt(5));
    TreeMap<String, Value> expected = new TreeMap<>(model.floorEntry(at).getValue());
    expected.keySet().removeIf(path -> !namespace.isEmpty() && !path.startsWith(namespace + "/"));
    List<String> paths = new ArrayList<>();
    while (true) {
      switch (store.list(query)) {
        case Listing.Page page -> {
          for (Stored stored : page.items()) {
            paths.add(path(stored.key()));
            assertEquals(expected.get(path(stored.key())), value(stored));
          }
          assertEquals(
              page.next().isPresent()
                  ? OptionalLong.of(expected.size() - paths.size())
                  : OptionalLong.empty(),
              page.remaining());
          if (page.next().isEmpty()) {
            assertEquals(List.copyOf(expected.keySet()), paths);
            return;
          }
          query = query.after(page.next().get());
        }
        case Listing.TooOld old -> {
          assertTrue(at < oldest || oldestBefore(at), () -> at + " should be known: " + old);
          return;
        }
        case Listing.TooNew ahead -> throw new AssertionError(ahead);
      }
    }
  }

  /** Whether the bound allows to have forgotten what was before. */
  private boolean oldestBefore(long at) {
    return model.tailMap(at, false).size() >= CHANGES_MAX;
  }

  /** Reads all there is into the view; false if the log no longer reaches back. */
  private boolean follow(Changes changes, Map<String, Value> view) throws InterruptedException {
    while (true) {
      switch (changes.read(7, Duration.ZERO)) {
        case Changes.Read.Some some -> {
          for (Change change : some.changes()) {
            String path = path(change.key());
            assertEquals(
                Optional.ofNullable(view.get(path)), change.before().map(StoreModelTest::value));
            change
                .after()
                .ifPresentOrElse(it -> view.put(path, value(it)), () -> view.remove(path));
            assertEquals(model.get(change.revision()), view);
          }
          if (some.changes().isEmpty()) {
            assertEquals(store.revision(), some.revision());
            return true;
          }
        }
        case Changes.Read.Lost lost -> {
          return false;
        }
        case Changes.Read.Closed closed -> throw new AssertionError(closed);
      }
    }
  }

  private static Key key(Random random) {
    return new Key(
        THINGS, NAMESPACES.get(random.nextInt(NAMESPACES.size())), "n" + random.nextInt(8));
  }

  private static String path(Key key) {
    return key.namespace() + "/" + key.name();
  }

  private static ObjectNode object(String text) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.putObject("metadata").put("resourceVersion", "whatever");
    return object.put("text", text);
  }

  private static Value value(Stored stored) {
    String version = stored.object().at("/metadata/resourceVersion").asText();
    assertEquals(Long.toString(stored.revision()), version);
    return new Value(
        stored.revision(),
        assertInstanceOf(String.class, stored.object().path("text").textValue()));
  }

  /** A few generated objects, among the keys that the test writes. */
  private static final class Few implements Generator {

    private final List<Key> keys =
        NAMESPACES.stream()
            .flatMap(it -> Stream.of(0, 2, 3, 5).map(i -> new Key(THINGS, it, "n" + i)))
            .sorted()
            .toList();

    @Override
    public int count() {
      return keys.size();
    }

    @Override
    public Key key(int index) {
      return keys.get(index);
    }

    @Override
    public ObjectNode object(int index, int variation) {
      return StoreModelTest.object("made " + index + " " + variation);
    }
  }
}
