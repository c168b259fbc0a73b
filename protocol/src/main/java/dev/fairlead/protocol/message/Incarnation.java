package dev.fairlead.protocol.message;

/** One process from its start to its end. The id is fresh at every start and never used again. */
public record Incarnation(String id) implements Comparable<Incarnation> {

  @Override
  public int compareTo(Incarnation other) {
    return id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id;
  }
}
