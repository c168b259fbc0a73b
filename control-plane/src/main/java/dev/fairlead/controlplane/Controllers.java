package dev.fairlead.controlplane;

/** What of kube-controller-manager runs beside the API server. */
public enum Controllers {
  /**
   * Nothing: an object stays as it was written. Namespaces never end, and owned objects outlive
   * their owner.
   */
  NONE(""),
  /**
   * Garbage collection, namespace deletion and default ServiceAccounts. A test is the only one to
   * write the status of a Deployment. The garbage collector discovers a new custom resource within
   * 30 seconds, not at once.
   */
  HOUSEKEEPING("garbagecollector,namespace,serviceaccount"),
  /**
   * Deployments and StatefulSets get their Pods as well, and the Pods run and become ready: kwok
   * plays the kubelet of a node that is not there. Takes an API server of 1.36 or newer.
   */
  WORKLOADS("garbagecollector,namespace,serviceaccount,deployment,replicaset,statefulset");

  private final String names;

  Controllers(String names) {
    this.names = names;
  }

  /** Their names for kube-controller-manager, separated by commas. */
  String names() {
    return names;
  }
}
