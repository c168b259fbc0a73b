package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.access.User;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** One request as the verbs see it. Used by the thread that serves it. */
public final class Call {

  /** The longest manager name there is, in bytes. */
  private static final int MANAGER_BYTES_MAX = 128;

  /** What the object in a body says of itself; empty texts for nothing. */
  public record Reference(String namespace, String name, String uid, String resourceVersion) {

    public static final Reference NONE = new Reference("", "", "", "");
  }

  private final RequestInfo info;
  private final User user;
  private final String userAgent;
  private final String contentType;
  private final byte[] body;
  private final OptionalLong asOf;
  private final List<String> warnings = new ArrayList<>();
  private Reference reference = Reference.NONE;

  /**
   * @param contentType the body's media type without parameters; empty for none
   * @param body not copied
   */
  public Call(RequestInfo info, User user, String userAgent, String contentType, byte[] body) {
    this(info, user, userAgent, contentType, body, OptionalLong.empty());
  }

  private Call(
      RequestInfo info,
      User user,
      String userAgent,
      String contentType,
      byte[] body,
      OptionalLong asOf) {
    this.info = info;
    this.user = user;
    this.userAgent = userAgent;
    this.contentType = contentType;
    this.body = body;
    this.asOf = asOf;
  }

  /** The same, reading the state of a revision, as from a replica that lags behind. */
  public Call asOf(OptionalLong revision) {
    return new Call(info, user, userAgent, contentType, body, revision);
  }

  /** The revision whose state a get or a list reads; empty for the present one. */
  OptionalLong asOf() {
    return asOf;
  }

  public RequestInfo info() {
    return info;
  }

  public User user() {
    return user;
  }

  public String userAgent() {
    return userAgent;
  }

  String contentType() {
    return contentType;
  }

  public boolean hasBody() {
    return body.length > 0;
  }

  byte[] body() {
    return body;
  }

  /** Notes which object the body holds, as it came. */
  void carries(ObjectNode object) {
    reference =
        new Reference(
            Meta.namespace(object),
            Meta.name(object),
            Meta.text(object, Meta.UID),
            Meta.text(object, Meta.RESOURCE_VERSION));
  }

  /** Which object the body holds, as far as it was read. */
  public Reference reference() {
    return reference;
  }

  /** What the client is told beside the answer. */
  public List<String> warnings() {
    return warnings;
  }

  public Parameters query() {
    return info.query();
  }

  public void warn(String warning) {
    warnings.add(warning);
  }

  /** Who owns the fields that this write sets: as the client says, or else its program's name. */
  public String manager() {
    String said = query().text("fieldManager");
    return said.isEmpty() ? program(userAgent) : said;
  }

  private static String program(String userAgent) {
    String name = userAgent.split("/", 2)[0];
    StringBuilder printable = new StringBuilder();
    name.codePoints()
        .filter(point ->
            point == ' ' || !(Character.isISOControl(point) || Character.isWhitespace(point)))
        .forEach(printable::appendCodePoint);
    return printable.length() <= MANAGER_BYTES_MAX
        ? printable.toString()
        : printable.substring(0, MANAGER_BYTES_MAX);
  }
}
