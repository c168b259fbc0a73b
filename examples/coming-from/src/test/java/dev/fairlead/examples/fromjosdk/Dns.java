package dev.fairlead.examples.fromjosdk;

/** Somebody's name service: an external resource. Asking for what is so already does nothing. */
interface Dns {

  /** Gives the page this name and no other; whether it is known by it now. */
  boolean publish(String page, String host);

  /** The page has no name any more. */
  void withdraw(String page);
}
