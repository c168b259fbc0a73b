package dev.fairlead.sdk;

/** What the API server makes of the names of images. */
public final class Images {

  private Images() {}

  /**
   * How a container's image is pulled where nobody says: {@code Always} for {@code latest}, {@code
   * IfNotPresent} for any other tag or a digest. The API server fills that in when a container is
   * created and leaves it when its image changes. So a reconciler whose users choose the image
   * states it; otherwise it would matter which image came first.
   *
   * @param image such as {@code memcached:1.6} or {@code registry.example.com:5000/memcached}
   */
  public static String pullPolicy(String image) {
    int digest = image.indexOf('@');
    String name = digest < 0 ? image : image.substring(0, digest);
    int tag = name.indexOf(':', name.lastIndexOf('/') + 1);
    boolean latest = tag < 0 ? digest < 0 : name.substring(tag + 1).equals("latest");
    return latest ? "Always" : "IfNotPresent";
  }
}
