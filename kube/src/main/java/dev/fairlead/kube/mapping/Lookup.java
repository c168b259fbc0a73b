package dev.fairlead.kube.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** What a name that may mean several resources leads to. */
public sealed interface Lookup {

  /** Exactly one, in its preferred version. */
  record Found(ApiResource resource) implements Lookup {}

  /** Several groups have it; each in its preferred version. */
  record Ambiguous(List<ApiResource> candidates) implements Lookup {
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }

    /** The candidates as {@code deployments.apps, deployments.example.com}. */
    public String names() {
      return candidates.stream()
          .map(candidate -> candidate.resource().qualified())
          .collect(Collectors.joining(", "));
    }
  }

  /** The server has none. */
  record Unknown() implements Lookup {}
}
