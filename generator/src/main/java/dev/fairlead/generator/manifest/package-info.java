/**
 * Everything that installs a program's controllers: CRDs, RBAC, configuration, Deployments,
 * Services. The same text goes into a directory for kustomize, with the values in it, and into a
 * Helm chart, with what looks the values up; so both render the same objects.
 */
@NullMarked
package dev.fairlead.generator.manifest;

import org.jspecify.annotations.NullMarked;
