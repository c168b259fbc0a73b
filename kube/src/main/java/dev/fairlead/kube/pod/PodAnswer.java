package dev.fairlead.kube.pod;

import java.util.List;

/** What came of asking how the containers of a Pod have ended. */
public sealed interface PodAnswer {

  /** Those that have ended, the current and the last of each name, left these messages. */
  record Ended(List<String> messages) implements PodAnswer {

    public Ended {
      messages = List.copyOf(messages);
    }
  }

  /**
   * There is no such Pod, or none with that uid. That says nothing of its containers: a Pod that is
   * deleted by force may run on where its node is out of reach.
   */
  record Gone() implements PodAnswer {}

  /**
   * Not known: refused, or without an answer.
   *
   * @param cause cause and remedy, one line
   */
  record Failed(String cause) implements PodAnswer {}
}
