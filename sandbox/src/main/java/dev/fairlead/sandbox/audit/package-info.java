/**
 * What was asked of the server, by whom, and with which result: an audit log as kube-apiserver's.
 */
@NullMarked
package dev.fairlead.sandbox.audit;

import org.jspecify.annotations.NullMarked;
