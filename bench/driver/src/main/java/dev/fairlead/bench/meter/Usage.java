package dev.fairlead.bench.meter;

/**
 * What was used between two readings.
 *
 * @param millis how long that was
 * @param operatorMillis CPU of all processes of the operator
 * @param serverMillis CPU of the API server and etcd
 * @param driverMillis CPU of the bench itself
 * @param othersMillis CPU of everything else, the kernel's own work among it
 * @param residentMiB memory of the operator at the end
 * @param peakMiB the most memory that the operator ever had
 */
public record Usage(
    long millis,
    long operatorMillis,
    long serverMillis,
    long driverMillis,
    long othersMillis,
    double residentMiB,
    double peakMiB) {

  /** The share of the machine's processors that neither the operator nor the bench used. */
  public double othersPercent() {
    long available = millis * Runtime.getRuntime().availableProcessors();
    return available == 0 ? 0 : 100.0 * othersMillis / available;
  }
}
