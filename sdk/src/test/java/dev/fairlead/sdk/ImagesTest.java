package dev.fairlead.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagesTest {

  @ParameterizedTest
  @CsvSource({
    "memcached, Always",
    "memcached:latest, Always",
    "memcached:1.6, IfNotPresent",
    "registry.example.com:5000/memcached, Always",
    "registry.example.com:5000/memcached:1.6, IfNotPresent",
    "memcached@sha256:ab12, IfNotPresent",
    "memcached:latest@sha256:ab12, Always"
  })
  void latestIsPulledAlways(String image, String policy) {
    assertThat(Images.pullPolicy(image)).isEqualTo(policy);
  }
}
