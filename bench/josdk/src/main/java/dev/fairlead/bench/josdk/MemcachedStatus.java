package dev.fairlead.bench.josdk;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What is. */
public record MemcachedStatus(Integer readyReplicas, List<Condition> conditions) {}
