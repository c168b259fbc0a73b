package dev.fairlead.protocol.query;

import java.util.Optional;

/** A child of a primary. {@code ready} is empty where its kind has no notion of readiness. */
public record ChildView(
    String apiVersion, String kind, String namespace, String name, Optional<Boolean> ready) {}
