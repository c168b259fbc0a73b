package dev.fairlead.mesh.cluster;

import dev.fairlead.protocol.message.Incarnation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetClient;
import java.util.Optional;

/**
 * Asks at a doorbell whether an incarnation is alive. Any thread; the answer comes within a few
 * seconds and never as a failure.
 */
@FunctionalInterface
public interface Probe {

  /** What the doorbell said. As text, for people. */
  sealed interface Finding {

    /** Whether the incarnation that was asked for has certainly ended. */
    default boolean provesDeath() {
      return switch (this) {
        case Refused _, AnotherIncarnation _, ContainerEnded _ -> true;
        case Alive _, Unreachable _, ProxyBetween _ -> false;
      };
    }
  }

  /** It answered itself. */
  record Alive() implements Finding {

    @Override
    public String toString() {
      return "it answers";
    }
  }

  /** Another process is there now: its address is free of it. */
  record AnotherIncarnation(Incarnation incarnation) implements Finding {

    @Override
    public String toString() {
      return incarnation + " answers where it was";
    }
  }

  /** Nobody listens there, by the word of its own host: no proxy stands between. */
  record Refused() implements Finding {

    @Override
    public String toString() {
      return "its port refuses, and nothing stands between";
    }
  }

  /** Its container has ended, by the word of the API server: whatever answers for it lives on. */
  record ContainerEnded(Pod pod) implements Finding {

    @Override
    public String toString() {
      return "its container has ended, as the status of its Pod " + pod + " says";
    }
  }

  /** No answer, which says nothing of the process. */
  record Unreachable(String why) implements Finding {

    @Override
    public String toString() {
      return why;
    }
  }

  /** Refused, but a proxy may have said so while the process lives. */
  record ProxyBetween() implements Finding {

    @Override
    public String toString() {
      return "a proxy stands between, and may be the one that refused";
    }
  }

  Future<Finding> ask(Doorbell doorbell, Incarnation incarnation);

  /** That of a process which has no network of its own. */
  static Probe none() {
    return (_, _) -> Future.succeededFuture(new Unreachable("this process is a mesh of its own"));
  }

  /** Rings over the network. */
  static Probe over(Context context, NetClient client, boolean sidecar) {
    return (doorbell, incarnation) -> {
      Promise<Finding> finding = Promise.promise();
      context.runOnContext(_ ->
          client
              .connect(doorbell.endpoint().port(), doorbell.endpoint().host())
              .onFailure(failure ->
                  finding.tryComplete(
                      !Reasons.refused(failure)
                          ? new Unreachable(Reasons.of(failure))
                          : sidecar || doorbell.proxied() ? new ProxyBetween() : new Refused()))
              .onSuccess(socket -> {
                Link link = new Link(context, socket);
                link.open(
                    frame -> {
                      if (frame
                          instanceof Frame.Answer(Member member, String _, Optional<Endpoint> _)) {
                        Incarnation there = member.incarnation();
                        finding.tryComplete(
                            there.equals(incarnation)
                                ? new Alive()
                                : new AnotherIncarnation(there));
                        link.close("answered");
                      }
                    },
                    why -> finding.tryComplete(new Unreachable(why)));
                link.send(new Frame.Ring());
              }));
      return finding.future();
    };
  }
}
