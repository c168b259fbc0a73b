package dev.fairlead.mesh.diagnosis;

/**
 * Asks a process about its JVM.
 *
 * @param classes whether to count what lives on the heap by class, which collects all garbage first
 *     and stops the process meanwhile: a second for a gigabyte
 * @param recordSeconds for how long the Flight Recorder is to record from now on; 0 for not at all
 */
public record DiagnosisQuery(boolean classes, int recordSeconds) {

  /** The longest recording. */
  public static final int RECORD_SECONDS_MAX = 600;
}
