package dev.fairlead.acceptance.evidence;

/** What a write is about; the resource with its group, and with its subresource after a slash. */
public record Target(String resource, String namespace, String name) {

  static final String STATUS = "/status";

  boolean isStatus() {
    return resource.endsWith(STATUS);
  }

  /** The object, whichever part of it is written. */
  Target object() {
    return new Target(resource.split("/", 2)[0], namespace, name);
  }

  @Override
  public String toString() {
    return resource + " " + namespace + "/" + name;
  }
}
