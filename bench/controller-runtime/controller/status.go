package controller

import (
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	cachev1 "dev.fairlead/bench/controller-runtime/api/v1"
)

// setStatus says how far the Deployment is: as many replicas as are ready, Available and Progressing.
func setStatus(memcached *cachev1.Memcached, deployment *appsv1.Deployment) {
	ready, wanted := deployment.Status.ReadyReplicas, memcached.Spec.Replicas
	memcached.Status.ReadyReplicas = ready
	set := func(condition metav1.Condition) {
		condition.ObservedGeneration = memcached.Generation
		meta.SetStatusCondition(&memcached.Status.Conditions, condition)
	}
	set(available(min(ready, wanted), wanted))
	set(progressing(deployment, wanted))
}

func available(ready, wanted int32) metav1.Condition {
	condition := metav1.Condition{Type: "Available", Status: metav1.ConditionFalse, Reason: "ReplicasNotReady",
		Message: fmt.Sprintf("%d of %d replicas are ready", ready, wanted)}
	if ready >= wanted {
		condition.Status, condition.Reason = metav1.ConditionTrue, "ReplicasReady"
	}
	return condition
}

func progressing(deployment *appsv1.Deployment, wanted int32) metav1.Condition {
	status := deployment.Status
	complete := status.ObservedGeneration >= deployment.Generation &&
		status.Replicas == wanted && status.UpdatedReplicas == wanted && status.ReadyReplicas == wanted
	if complete {
		return metav1.Condition{Type: "Progressing", Status: metav1.ConditionFalse, Reason: "RolloutComplete",
			Message: "The Deployment is as it should be"}
	}
	return metav1.Condition{Type: "Progressing", Status: metav1.ConditionTrue, Reason: "RollingOut",
		Message: "The Deployment is rolling out"}
}
