package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.flight.StatusReply;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.AssignReply;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Hello;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Promise;
import dev.fairlead.protocol.message.Released;
import dev.fairlead.protocol.worker.WorkerEffect;
import java.util.Optional;

/** What a fault can meet: a state of a machine, or a place in an exchange. */
sealed interface Where {

  /** The column of its table. */
  int ordinal();

  /** Where a key stands at its owner. */
  enum Key implements Where {
    IDLE,
    DUE,
    DELAYED,
    RUNNING,
    HELD,
    BARRIER,
    PAUSED
  }

  /** Where an attempt stands at its worker. */
  enum Point implements Where {
    THINKING,
    AT_SOCKET,
    CALLING,
    TELLING,
    HANGING,
    INTERRUPTED,
    ZOMBIE,
    UNRELEASED
  }

  /** A message on its way. */
  enum Message implements Where {
    ANNOUNCE,
    HELLO,
    PROMISE,
    BEAT,
    PERMIT,
    ASSIGN,
    ACCEPTED,
    REFUSED,
    FINISHED,
    RELEASED,
    INTENT,
    REPLY;

    /** Which it is; empty for one that no table counts. */
    static Optional<Message> of(Object message) {
      return Optional.ofNullable(
          switch (message) {
            case WorkerEffect.SendAnnounce announce -> ANNOUNCE;
            case Hello hello -> HELLO;
            case Promise promise -> PROMISE;
            case Beat beat -> BEAT;
            case Permit permit -> PERMIT;
            case Assign assign -> ASSIGN;
            case AssignReply.Accepted accepted -> ACCEPTED;
            case AssignReply.Refused refused -> REFUSED;
            case Finished finished -> FINISHED;
            case Released released -> RELEASED;
            case StatusIntent intent -> INTENT;
            case StatusReply reply -> REPLY;
            default -> null;
          });
    }
  }

  /** A write on its way to the API server. */
  enum Write implements Where {
    CREATE,
    UPDATE,
    DELETE,
    STATUS
  }

  /** What a watcher does about a partition. */
  enum Office implements Where {
    STANDBY,
    TAKING,
    TAKING_OVER,
    SERVING,
    RENEWING,
    LEAVING
  }

  /** How a cache stands to the API server. */
  enum Stream implements Where {
    FIRST_LIST,
    RELIST,
    WATCH,
    BETWEEN
  }
}
