package dev.fairlead.mesh.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramTest {

  @Test
  void eachLineIsAClassWithItsModuleLeftOut() {
    assertThat(
            Histogram.of(
                """
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         24016        3079384  [B (java.base@25)
                   2:             7            168  com.example.Kept
                Total         24023        3079552
                """))
        .containsExactly(
            new Diagnosis.HeapClass("[B", 24_016, 3_079_384),
            new Diagnosis.HeapClass("com.example.Kept", 7, 168));
  }
}
