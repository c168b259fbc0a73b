package dev.fairlead.bench.josdk;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** So many replicas of memcached. */
@Group("cache.example.com")
@Version("v1")
public final class Memcached extends CustomResource<MemcachedSpec, MemcachedStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1L;
}
