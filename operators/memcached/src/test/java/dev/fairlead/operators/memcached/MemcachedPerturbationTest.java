package dev.fairlead.operators.memcached;

import dev.fairlead.testkit.perturb.Perturbation;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong on its way, it gets there. */
class MemcachedPerturbationTest {

  @Test
  void itConverges() {
    Memcached cache = new Memcached();
    cache.setMetadata(new ObjectMetaBuilder().withName("cache").withNamespace("default").build());
    cache.setSpec(new MemcachedSpec(2, null));

    Perturbation.of(MemcachedReconciler::new)
        .given(cache)
        .change("scaled up", it -> it.setSpec(new MemcachedSpec(5, null)))
        .change("another image", it -> it.setSpec(new MemcachedSpec(5, "memcached:1.6.38")))
        .schedules(40)
        .converges();
  }
}
