package dev.fairlead.bench.jmh;

import dev.fairlead.protocol.cache.Delta;
import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.cache.Notification;
import dev.fairlead.protocol.cache.SharedInformer;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The cache of one kind with 20,000 objects. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Store {

  private static final int OBJECTS = 20_000;
  private static final Index BY_OWNER = new Index.ControllerOwner();

  private final SharedInformer informer = new SharedInformer(Set.of(BY_OWNER));
  private final List<ObservedObject> objects = new ArrayList<>();
  private int next;

  @Setup
  public void fill() {
    for (int number = 0; number < OBJECTS; number++) {
      objects.add(Objects.observed(number));
      informer.add(new Delta.Added(objects.getLast()));
      informer.pop();
    }
  }

  @Benchmark
  public Optional<List<Notification>> put() {
    informer.add(new Delta.Updated(object()));
    return informer.pop();
  }

  @Benchmark
  public Optional<ObservedObject> get() {
    return informer.lister().get(object().name());
  }

  @Benchmark
  public List<ObservedObject> children() {
    String owner = object().metadata().owners().getFirst().uid();
    return informer.lister().byIndex(BY_OWNER, new NamespacedName("", owner));
  }

  private ObservedObject object() {
    next = (next + 1) % OBJECTS;
    return objects.get(next);
  }
}
