package dev.fairlead.mesh.wire;

/**
 * A frame that is not acted on.
 *
 * @param detail what is wrong with it, in one line of printable characters
 */
public record Refused(Cause cause, String detail) implements Decoded {

  private static final int DETAIL_CHARACTERS_MAX = 200;

  public Refused {
    // Part of it may have come with the frame.
    detail = detail.replaceAll("\\p{C}", "?");
    if (detail.length() > DETAIL_CHARACTERS_MAX) {
      detail = detail.substring(0, DETAIL_CHARACTERS_MAX) + "…";
    }
  }

  /** Why, in the word that metrics use. */
  public enum Cause {
    /** It does not begin as a frame does, or has another format. */
    FOREIGN("foreign"),
    /** It is of a mesh with another name. */
    OTHER_MESH("other_mesh"),
    /** Its minimum level is above that of this process. */
    TOO_NEW("too_new"),
    /** It is above the bound of its type; at its writer or at its reader. */
    TOO_LARGE("too_large"),
    /** A message type, subtype or constant that this process does not know. */
    UNKNOWN_TYPE("unknown_type"),
    /** A field is missing that the message must have. */
    MISSING_FIELD("missing_field"),
    /** It cannot be read. */
    MALFORMED("malformed"),
    /** Its sender says that it could not send the message itself. */
    UNSENT("unsent");

    private final String text;

    Cause(String text) {
      this.text = text;
    }

    /** As metrics have it. */
    @Override
    public String toString() {
      return text;
    }
  }
}
