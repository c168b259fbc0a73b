package dev.fairlead.sandbox.rejection;

/** A request is refused. Nothing was changed. */
public final class Rejection extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Status status;

  public Rejection(Status status) {
    super(status.message(), null, false, false);
    this.status = status;
  }

  /** What the client is told. */
  public Status status() {
    return status;
  }
}
