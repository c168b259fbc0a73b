package dev.fairlead.sdk.webhook;

/** What is done to an object, as webhook configurations name it. */
public enum Operation {
  CREATE,
  UPDATE,
  DELETE
}
