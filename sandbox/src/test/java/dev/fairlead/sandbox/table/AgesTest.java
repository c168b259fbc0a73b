package dev.fairlead.sandbox.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {

  @ParameterizedTest
  @CsvSource({
    "PT-5S,<invalid>",
    "PT-1S,0s",
    "PT119S,119s",
    "PT2M,2m",
    "PT9M59S,9m59s",
    "PT10M30S,10m",
    "PT2H59M,179m",
    "PT3H,3h",
    "PT7H5M,7h5m",
    "PT47H,47h",
    "P2D,2d",
    "P7DT23H,7d23h",
    "P729D,729d",
    "P730D,2y",
    "P800D,2y70d",
    "P3000D,8y"
  })
  void reads(Duration duration, String expected) {
    assertEquals(expected, Ages.text(duration));
  }
}
