package dev.fairlead.kube.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestInfoTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "GET,/api/v1/pods,list,'',pods,'',''",
        "GET,/api/v1/pods?watch=1,watch,'',pods,'',''",
        "GET,/api/v1/namespaces,list,'',namespaces,'',''",
        "GET,/api/v1/namespaces/a,get,'',namespaces,'',a",
        "PATCH,/api/v1/namespaces/a/status,patch,'',namespaces/status,'',a",
        "GET,/api/v1/namespaces/a/pods/b,get,'',pods,a,b",
        "PATCH,/apis/apps/v1/namespaces/a/deployments/b,patch,apps,deployments,a,b",
        "PATCH,/apis/apps/v1/namespaces/a/deployments/b/status,patch,apps,deployments/status,a,b",
        "POST,/apis/x.io/v1/things,create,x.io,things,'',''",
        "DELETE,/apis/x.io/v1/things/n,delete,x.io,things,'',n",
        "DELETE,/apis/x.io/v1/things,deletecollection,x.io,things,'',''",
        "GET,/k8s/clusters/c/api/v1/namespaces/a/pods,list,'',pods,a,''",
        "GET,/version,get,'',/version,'',''",
        "GET,/apis,get,'',/apis,'',''",
        "GET,/apis/apps/v1,get,'',/apis/apps/v1,'',''"
      })
  void readsPathsLikeTheServer(
      String method,
      String path,
      String verb,
      String group,
      String resource,
      String namespace,
      String name) {
    assertThat(
            RequestInfo.of(method, URI.create("https://h:6443" + path), 200, Duration.ZERO, "00-1"))
        .isEqualTo(
            new Call(
                verb,
                group,
                resource,
                namespace,
                name,
                200,
                Duration.ZERO,
                method,
                "h:6443",
                "00-1"));
  }

  @Test
  void buildsPaths() {
    GroupVersionResource deployments = new GroupVersionResource("apps", "v1", "deployments");
    GroupVersionResource pods = new GroupVersionResource("", "v1", "pods");
    ObjectRef ref = new ObjectRef(deployments, new NamespacedName("ns", "a:b"));
    assertThat(ResourcePath.collection(pods, "")).isEqualTo("/api/v1/pods");
    assertThat(ResourcePath.collection(deployments, "ns"))
        .isEqualTo("/apis/apps/v1/namespaces/ns/deployments");
    assertThat(ResourcePath.subresource(ref, "status"))
        .isEqualTo("/apis/apps/v1/namespaces/ns/deployments/a%3Ab/status");
    Map<String, String> query = new LinkedHashMap<>();
    query.put("labelSelector", "a in (b, c)");
    query.put("continue", "");
    query.put("limit", "5");
    assertThat(ResourcePath.query("/p", query))
        .isEqualTo("/p?labelSelector=a%20in%20%28b%2C%20c%29&limit=5");
  }
}
