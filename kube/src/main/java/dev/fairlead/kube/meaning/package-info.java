/**
 * Whether an observed object already means what is desired, so that no call need be made. The
 * server defaults and normalises: equality of text would see drift where there is none.
 */
@NullMarked
package dev.fairlead.kube.meaning;

import org.jspecify.annotations.NullMarked;
