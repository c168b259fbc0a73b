package dev.fairlead.kube.http;

import java.time.Duration;

/**
 * One finished HTTP call, named as RBAC and audit logs name it.
 *
 * @param verb get, list, watch, create, update, patch, delete or deletecollection; the HTTP method
 *     in lower case for paths that are no resource
 * @param group the API group, empty for the core group
 * @param resource the plural name, with its subresource such as {@code deployments/status}; the
 *     path itself for paths that are no resource
 * @param namespace the namespace, empty where there is none
 * @param name the object's name, empty for collections
 * @param code the HTTP status; 0 where no answer came
 * @param duration from sending until the head of the answer
 * @param method the HTTP method, such as {@code PATCH}
 * @param host the server, with its port
 * @param traceparent the W3C trace context that the call carried; empty if none
 */
public record Call(
    String verb,
    String group,
    String resource,
    String namespace,
    String name,
    int code,
    Duration duration,
    String method,
    String host,
    String traceparent) {}
