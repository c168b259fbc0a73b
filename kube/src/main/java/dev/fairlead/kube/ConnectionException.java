package dev.fairlead.kube;

/** No connection came about; the failure says why. */
public final class ConnectionException extends Exception {

  private final transient ConnectionFailure failure;

  /** With the failure as its message. */
  public ConnectionException(ConnectionFailure failure) {
    super(failure.message());
    this.failure = failure;
  }

  /** Why. */
  public ConnectionFailure failure() {
    return failure;
  }
}
