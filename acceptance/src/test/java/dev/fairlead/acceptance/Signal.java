package dev.fairlead.acceptance;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * What a process is sent, by the system call and not by a program: a pause that is to strike
 * between two steps of a process has microseconds.
 */
enum Signal {
  TERM(15),
  CONT(18),
  STOP(19);

  @SuppressWarnings("restricted") // the JVM is started with the right to do so
  private static final MethodHandle KILL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  /** By Linux. */
  private final int number;

  Signal(int number) {
    this.number = number;
  }

  void send(Process process) {
    try {
      int failed = (int) KILL.invokeExact(Math.toIntExact(process.pid()), number);
      if (failed != 0) {
        throw new AssertionError(this + " does not reach process " + process.pid());
      }
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable unexpected) {
      throw new AssertionError(unexpected);
    }
  }
}
