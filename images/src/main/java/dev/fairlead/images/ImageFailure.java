package dev.fairlead.images;

import java.io.Serial;

/** An image could not be made. The message is one line: the cause, then the remedy. */
final class ImageFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  ImageFailure(String message) {
    super(message);
  }
}
