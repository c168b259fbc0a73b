package dev.fairlead.bench.josdk;

/** What is asked for. */
public record MemcachedSpec(Integer replicas, String image) {}
