package dev.fairlead.sdk.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameMeaningTest {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .configure(com.fasterxml.jackson.core.JsonParser.Feature.ALLOW_SINGLE_QUOTES, true)
          .configure(
              com.fasterxml.jackson.core.JsonParser.Feature.ALLOW_UNQUOTED_FIELD_NAMES, true);

  private static ObjectNode object(String apiVersion, String spec) throws JsonProcessingException {
    return (ObjectNode) JSON.readTree("{apiVersion:'" + apiVersion + "',spec:" + spec + "}");
  }

  private static boolean same(String apiVersion, String desired, String observed)
      throws JsonProcessingException {
    return SameMeaning.holds(object(apiVersion, desired), object(apiVersion, observed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a:1} | {a:1}",
        "{a:1} | {a:1,b:2}",
        "{a:1} | {a:1.0}",
        "{a:{b:'x'}} | {a:{b:'x',c:'default'}}",
        "{port:80} | {port:'80'}",
        "{port:'80'} | {port:80}",
        "{a:null} | {}",
        "{a:null} | {a:5}",
        "{a:{}} | {}",
        "{a:[]} | {}",
        "{a:{b:{},c:[]}} | {}",
        "{hostNetwork:false} | {}",
        "{text:''} | {}",
        "{minReadySeconds:0} | {}",
        "{resources:{requests:{cpu:'1'}}} | {resources:{requests:{cpu:'1000m'}}}",
        "{resources:{requests:{cpu:1}}} | {resources:{requests:{cpu:'1'}}}",
        "{resources:{limits:{memory:'1Gi'}}} | {resources:{limits:{memory:'1024Mi'}}}",
        "{resources:{limits:{memory:'1Gi'}}} | {resources:{limits:{memory:'1073741824'}}}",
        "{resources:{limits:{cpu:'0.5'}}} | {resources:{limits:{cpu:'500m'}}}",
        "{resources:{limits:{memory:'1e3'}}} | {resources:{limits:{memory:'1k'}}}",
        "{hard:{pods:'4'}} | {hard:{pods:4}}",
        "{emptyDir:{sizeLimit:'1Gi'}} | {emptyDir:{sizeLimit:'1024Mi'}}",
        "{containers:[{name:'a',image:'x'}]} | {containers:[{name:'inj'},{name:'a',image:'x',p:1}]}",
        "{containers:[{name:'a'},{name:'b'}]} | {containers:[{name:'b'},{name:'a'}]}",
        "{env:[{name:'A',value:'1'}]} | {env:[{name:'B',value:'2'},{name:'A',value:'1'}]}",
        "{env:[{name:'A',value:''}]} | {env:[{name:'A'}]}",
        "{ports:[{containerPort:1}]} | {ports:[{containerPort:1,protocol:'TCP'}]}",
        "{ports:[{port:1},{port:1,protocol:'UDP'}]} | {ports:[{port:1,protocol:'UDP'},{port:1,protocol:'TCP'}]}",
        "{volumeMounts:[{mountPath:'/a',name:'v'}]} | {volumeMounts:[{mountPath:'/b',name:'v'},{mountPath:'/a',name:'v'}]}",
        "{conditions:[{type:'A',status:'True'}]} | {conditions:[{type:'B',status:'x'},{type:'A',status:'True'}]}",
        "{args:['a','b']} | {args:['a','b']}",
      })
  void means(String desired, String observed) throws JsonProcessingException {
    assertThat(SameMeaning.differences(object("apps/v1", desired), object("apps/v1", observed)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a:1} | {a:2} | spec.a",
        "{a:1} | {} | spec.a",
        "{a:{b:1}} | {a:1} | spec.a",
        "{a:{b:1}} | {} | spec.a",
        "{a:true} | {a:'true'} | spec.a",
        "{a:true} | {} | spec.a",
        "{a:''} | {a:'x'} | spec.a",
        "{a:false} | {a:true} | spec.a",
        "{version:'1.0'} | {version:'1'} | spec.version",
        "{version:'1'} | {version:'1000m'} | spec.version",
        "{nodeSelector:{v:'1k'}} | {nodeSelector:{v:'1000'}} | spec.nodeSelector.v",
        "{requests:{cpu:'1'}} | {requests:{cpu:'1001m'}} | spec.requests.cpu",
        "{requests:{cpu:'1'}} | {requests:{cpu:'many'}} | spec.requests.cpu",
        "{emptyDir:{}} | {hostPath:{}} | spec.emptyDir",
        "{podSelector:{}} | {} | spec.podSelector",
        "{automountServiceAccountToken:false} | {} | spec.automountServiceAccountToken",
        "{runAsUser:0} | {} | spec.runAsUser",
        "{containers:[{name:'a'}]} | {containers:[{name:'b'}]} | spec.containers[0]",
        "{containers:[{name:'a',image:'x'}]} | {containers:[{name:'b'},{name:'a',image:'y'}]} | spec.containers[0].image",
        "{args:['a','b']} | {args:['b','a']} | spec.args[0]",
        "{args:['a']} | {args:['a','b']} | spec.args",
        "{args:[]} | {args:['a']} | spec.args",
        "{args:['a']} | {} | spec.args",
        "{args:['a']} | {args:'a'} | spec.args",
        "{ports:[{port:1,protocol:'UDP'}]} | {ports:[{port:1}]} | spec.ports[0]",
      })
  void differs(String desired, String observed, String path) throws JsonProcessingException {
    assertThat(SameMeaning.differences(object("apps/v1", desired), object("apps/v1", observed)))
        .first()
        .isEqualTo(path);
  }

  @Test
  void customKindsKeepZeroesAndLengths() throws JsonProcessingException {
    assertThat(same("x.example.com/v1", "{a:false}", "{}")).isFalse();
    assertThat(same("x.example.com/v1", "{env:[{name:'A'}]}", "{env:[{name:'A'},{name:'B'}]}"))
        .isFalse();
    assertThat(
            same(
                "x.example.com/v1",
                "{env:[{name:'A'},{name:'B'}]}",
                "{env:[{name:'B'},{name:'A'}]}"))
        .isTrue();
    assertThat(same("networking.k8s.io/v1", "{a:false}", "{}")).isTrue();
  }

  @Test
  void statusAndMetadataOfOthersDoNotCount() throws JsonProcessingException {
    ObjectNode desired =
        (ObjectNode)
            JSON.readTree(
                """
                {apiVersion:'x.io/v1',kind:'T',
                 metadata:{name:'a',labels:{l:'1'},finalizers:['f'],ownerReferences:[{uid:'u',name:'n'}]},
                 status:{s:1}}
                """);
    ObjectNode observed =
        (ObjectNode)
            JSON.readTree(
                """
                {apiVersion:'x.io/v1',kind:'T',
                 metadata:{name:'a',uid:'x',resourceVersion:'9',labels:{l:'1',m:'2'},finalizers:['g','f'],
                  ownerReferences:[{uid:'v'},{uid:'u',name:'n'}]}}
                """);

    assertThat(SameMeaning.differences(desired, observed)).isEmpty();
  }

  @Test
  void stringDataIsDataInTheStore() throws JsonProcessingException {
    ObjectNode desired =
        (ObjectNode) JSON.readTree("{apiVersion:'v1',kind:'Secret',stringData:{a:'hello'}}");
    ObjectNode observed =
        (ObjectNode) JSON.readTree("{apiVersion:'v1',kind:'Secret',data:{a:'aGVsbG8='}}");

    assertThat(SameMeaning.holds(desired, observed)).isTrue();
    observed.withObjectProperty("data").put("a", "YWxvaGE=");
    assertThat(SameMeaning.holds(desired, observed)).isFalse();
  }

  @Test
  void theHashTellsOfFieldsNoLongerDesired() throws JsonProcessingException {
    ObjectNode before = object("apps/v1", "{a:1,b:{c:2}}");
    ObjectNode observed = AppliedHash.stamp(before);
    assertThat(SameMeaning.isApplied(before, observed)).isTrue();
    assertThat(SameMeaning.isApplied(object("apps/v1", "{b:{c:2},a:1}"), observed)).isTrue();

    ObjectNode fewer = object("apps/v1", "{a:1}");
    assertThat(SameMeaning.holds(fewer, observed)).isTrue();
    assertThat(SameMeaning.isApplied(fewer, observed)).isFalse();

    ObjectNode drifted = observed.deepCopy();
    drifted.withObjectProperty("spec").put("a", 2);
    assertThat(SameMeaning.isApplied(before, drifted)).isFalse();
  }

  @Test
  void stampingChangesNoHash() throws JsonProcessingException {
    ObjectNode desired = object("apps/v1", "{a:1}");
    assertThat(AppliedHash.of(AppliedHash.stamp(desired))).isEqualTo(AppliedHash.of(desired));
    assertThat(AppliedHash.of(desired))
        .hasSize(24)
        .isNotEqualTo(AppliedHash.of(object("v1", "{}")));
  }
}
