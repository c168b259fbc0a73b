package dev.fairlead.operators.memcached;

import dev.fairlead.testkit.perturb.Perturbation;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong on its way, it gets there. */
class MemcachedPerturbationTest {

  private static Memcached cache() {
    Memcached cache = new Memcached();
    cache.setMetadata(new ObjectMetaBuilder().withName("cache").withNamespace("default").build());
    cache.setSpec(new MemcachedSpec(2, null));
    return cache;
  }

  @Test
  void howItCameToItsSpecDoesNotMatter() {
    Perturbation.of(MemcachedReconciler::new).given(cache()).schedules(5).followsEdits();
  }

  @Test
  void itConverges() {
    Perturbation.of(MemcachedReconciler::new)
        .given(cache())
        .change("scaled up", it -> it.setSpec(new MemcachedSpec(5, null)))
        .change("another image", it -> it.setSpec(new MemcachedSpec(5, "memcached:1.6.38")))
        .schedules(40)
        .converges();
  }
}
