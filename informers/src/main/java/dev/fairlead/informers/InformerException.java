package dev.fairlead.informers;

/** An informer cannot be started or did not answer: cause and remedy in one line. */
public final class InformerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InformerException(String message) {
    super(message);
  }
}
