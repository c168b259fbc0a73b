package dev.fairlead.generator.rbac;

/**
 * A resource as RBAC names it.
 *
 * @param group the API group, empty for the core group
 * @param plural the plural, with the subresource after a slash if it is one
 */
record Resource(String group, String plural) {

  Resource subresource(String name) {
    return new Resource(group, plural + "/" + name);
  }
}
