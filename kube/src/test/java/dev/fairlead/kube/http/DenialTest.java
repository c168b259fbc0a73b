package dev.fairlead.kube.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The words of kube-apiserver's RBAC authorizer. */
class DenialTest {

  @Test
  void inANamespace() {
    assertThat(
            Denial.of(
                "memcacheds.cache.example.com \"a\" is forbidden: User"
                    + " \"system:serviceaccount:fairlead-system:fairlead-status\" cannot patch"
                    + " resource \"memcacheds/status\" in API group \"cache.example.com\" in the"
                    + " namespace \"default\": RBAC: role not found"))
        .hasValueSatisfying(denial -> {
          assertThat(denial.who()).isEqualTo("ServiceAccount fairlead-system/fairlead-status");
          assertThat(denial.what())
              .isEqualTo("patch memcacheds/status.cache.example.com in namespace default");
        });
  }

  @Test
  void inTheCluster() {
    assertThat(
            Denial.of(
                "pods is forbidden: User \"jane\" cannot list resource \"pods\" in API group \"\""
                    + " at the cluster scope"))
        .hasValue(new Denial("jane", "list", "pods", "", ""))
        .hasValueSatisfying(denial -> {
          assertThat(denial.who()).isEqualTo("user jane");
          assertThat(denial.what()).isEqualTo("list pods in all namespaces");
        });
  }

  @Test
  void whatAdmissionSaysIsNone() {
    assertThat(Denial.of("pods \"a\" is forbidden: exceeded quota: few, requested: pods=1"))
        .isEmpty();
  }
}
