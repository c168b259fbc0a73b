package dev.fairlead.operators.memcached;

/** Which version an image is, as far as its name tells. */
final class ImageVersion {

  private ImageVersion() {}

  /** Its tag; its digest where it has no tag; {@code latest} where it has neither. */
  static String of(String image) {
    int at = image.indexOf('@');
    String named = at < 0 ? image : image.substring(0, at);
    int colon = named.lastIndexOf(':');
    if (colon > named.lastIndexOf('/')) {
      return named.substring(colon + 1);
    }
    return at < 0 ? "latest" : image.substring(at + 1);
  }
}
