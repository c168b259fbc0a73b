package dev.fairlead.launcher.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import net.logstash.logback.composite.loggingevent.ThrowableClassNameJsonProvider;
import net.logstash.logback.composite.loggingevent.ThrowableMessageJsonProvider;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;

/**
 * One JSON object a line, in the names of the Elastic Common Schema; the MDC is at the top.
 *
 * @see <a href="https://www.elastic.co/docs/reference/ecs">Elastic Common Schema</a>
 */
final class EcsLines {

  private static final String VERSION = "8.11.0";
  private static final String LEFT_OUT = "[ignore]";

  private EcsLines() {}

  static Encoder<ILoggingEvent> encoder(Map<String, String> environment) {
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setFieldNames(names());
    encoder.setTimeZone("UTC");
    ObjectNode constants = JsonNodeFactory.instance.objectNode();
    constants.put("ecs.version", VERSION);
    constants.put("service.name", environment.getOrDefault("OTEL_SERVICE_NAME", "fairlead"));
    constants.put("process.pid", ProcessHandle.current().pid());
    encoder.setCustomFields(constants.toString());
    ThrowableClassNameJsonProvider type = new ThrowableClassNameJsonProvider();
    type.setFieldName("error.type");
    type.setUseSimpleClassName(false);
    encoder.addProvider(type);
    ThrowableMessageJsonProvider message = new ThrowableMessageJsonProvider();
    message.setFieldName("error.message");
    encoder.addProvider(message);
    return encoder;
  }

  private static LogstashFieldNames names() {
    LogstashFieldNames names = new LogstashFieldNames();
    names.setTimestamp("@timestamp");
    names.setVersion(LEFT_OUT);
    names.setLevelValue(LEFT_OUT);
    names.setLevel("log.level");
    names.setLogger("log.logger");
    names.setThread("process.thread.name");
    names.setMessage("message");
    names.setStackTrace("error.stack_trace");
    return names;
  }
}
