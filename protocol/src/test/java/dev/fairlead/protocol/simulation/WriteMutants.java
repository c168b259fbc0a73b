package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.object.ResourceVersion;

/** Writers that leave out one precondition each. */
final class WriteMutants {

  private WriteMutants() {}

  /** An update does not say which uid it is for: where the object is gone, it makes a new one. */
  static final class NoUidPrecondition implements Sabotage {

    @Override
    public SimulatedWrite write(SimulatedWrite write) {
      return write instanceof SimulatedWrite.Update update
          ? new SimulatedWrite.Update(update.ref(), "", update.seen(), update.spec())
          : write;
    }
  }

  /** An update or a delete does not say which version it is for. */
  static final class NoVersionPrecondition implements Sabotage {

    @Override
    public SimulatedWrite write(SimulatedWrite write) {
      return switch (write) {
        case SimulatedWrite.Update update ->
            new SimulatedWrite.Update(
                update.ref(), update.uid(), ResourceVersion.NONE, update.spec());
        case SimulatedWrite.Delete delete ->
            new SimulatedWrite.Delete(delete.ref(), delete.uid(), ResourceVersion.NONE);
        case SimulatedWrite.Create create -> create;
        case SimulatedWrite.Status status -> status;
      };
    }
  }

  /** A create is an apply that minds nothing: it overwrites what is there. */
  static final class CreateOverwrites implements Sabotage {

    @Override
    public SimulatedWrite write(SimulatedWrite write) {
      return write instanceof SimulatedWrite.Create create
          ? new SimulatedWrite.Update(create.ref(), "", ResourceVersion.NONE, create.spec())
          : write;
    }
  }

  /** A status is written whatever the version: a late one of an older attempt takes it back. */
  static final class StatusOfAnyVersion implements Sabotage {

    @Override
    public SimulatedWrite write(SimulatedWrite write) {
      return write instanceof SimulatedWrite.Status status
          ? new SimulatedWrite.Status(status.ref(), ResourceVersion.NONE, status.ready())
          : write;
    }
  }
}
