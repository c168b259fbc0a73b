package dev.fairlead.sandbox.access;

/** What a request wants to do, as an authorizer sees it. */
public sealed interface Attributes {

  /**
   * {@code get}, {@code list}, {@code watch}, {@code create}, …; for other paths the HTTP method in
   * lower case.
   */
  String verb();

  /**
   * A request for a resource that the API serves, or that it would serve if it existed: everything
   * under {@code /api/VERSION} and {@code /apis/GROUP/VERSION}.
   *
   * @param subresource empty for the resource itself
   * @param namespace empty for the whole cluster; that of a Namespace is itself
   * @param name empty for none; a list of one name by field selector has it
   */
  record Resource(
      String verb,
      String group,
      String version,
      String resource,
      String subresource,
      String namespace,
      String name)
      implements Attributes {

    /** {@code deployments}, {@code deployments/scale}. */
    public String path() {
      return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }
  }

  /** Any other request, such as {@code get /healthz}. */
  record NonResource(String verb, String path) implements Attributes {}
}
