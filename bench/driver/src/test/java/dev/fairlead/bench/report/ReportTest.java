package dev.fairlead.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bench.cluster.Call;
import dev.fairlead.bench.cluster.CallCounts;
import dev.fairlead.bench.operator.Framework;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void showsMediansAndWhatWasNotMeasuredStaysEmpty() {
    Results results = new Results();
    results.add(Framework.FAIRLEAD, "change", "CPU per change, ms", 2.0);
    results.add(Framework.FAIRLEAD, "change", "CPU per change, ms", 4.25);
    results.add(Framework.FAIRLEAD, "change", "CPU per change, ms", 2.5);
    results.add(Framework.CONTROLLER_RUNTIME, "change", "resident, MiB", 1071.4);
    results.calls(
        Framework.CONTROLLER_RUNTIME,
        "change",
        new CallCounts(Map.of(new Call("PUT", "deployments", 200), 3_000L)));

    String markdown =
        new Report(List.of(Framework.FAIRLEAD, Framework.CONTROLLER_RUNTIME), results).markdown();

    assertThat(markdown)
        .isEqualTo(
            """
            | what               |        Fairlead | controller-runtime |
            |--------------------|----------------:|-------------------:|
            | **change**         |                 |                    |
            | CPU per change, ms | 2.50 (2 – 4.25) |                    |
            | resident, MiB      |                 |              1,071 |

            | API calls           | Fairlead | controller-runtime |
            |---------------------|---------:|-------------------:|
            | **change**          |          |                    |
            | PUT deployments 200 |          |              3,000 |
            """);
  }
}
