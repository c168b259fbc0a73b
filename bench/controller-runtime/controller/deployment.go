package controller

import (
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/utils/ptr"

	cachev1 "dev.fairlead/bench/controller-runtime/api/v1"
)

const (
	containerName = "memcached"
	portName      = "memcached"
	port          = 11211
	user          = 11211
	defaultImage  = "memcached:1.6"
)

// mutate sets the fields that are ours and leaves what the server has defaulted, so that nothing is written when nothing has changed.
func mutate(deployment *appsv1.Deployment, memcached *cachev1.Memcached) {
	selected := map[string]string{"app.kubernetes.io/name": "memcached", "app.kubernetes.io/instance": memcached.Name}
	if deployment.Labels == nil {
		deployment.Labels = map[string]string{}
	}
	for key, value := range selected {
		deployment.Labels[key] = value
	}
	deployment.Labels["app.kubernetes.io/managed-by"] = "controller-runtime"
	spec := &deployment.Spec
	spec.Replicas = ptr.To(memcached.Spec.Replicas)
	spec.Selector = &metav1.LabelSelector{MatchLabels: selected}
	spec.Strategy = appsv1.DeploymentStrategy{Type: appsv1.RollingUpdateDeploymentStrategyType, RollingUpdate: &appsv1.RollingUpdateDeployment{
		MaxUnavailable: ptr.To(intstr.FromInt32(0)), MaxSurge: ptr.To(intstr.FromString("25%"))}}
	spec.Template.Labels = selected
	mutatePod(&spec.Template.Spec)
	container := &spec.Template.Spec.Containers[0]
	container.Image = memcached.Spec.Image
	if container.Image == "" {
		container.Image = defaultImage
	}
}

func mutatePod(pod *corev1.PodSpec) {
	pod.AutomountServiceAccountToken = ptr.To(false)
	pod.SecurityContext = &corev1.PodSecurityContext{
		RunAsNonRoot:   ptr.To(true),
		RunAsUser:      ptr.To[int64](user),
		RunAsGroup:     ptr.To[int64](user),
		SeccompProfile: &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
	}
	if len(pod.Containers) != 1 {
		pod.Containers = make([]corev1.Container, 1)
	}
	container := &pod.Containers[0]
	container.Name = containerName
	container.Args = []string{"--memory-limit=64"}
	container.Ports = []corev1.ContainerPort{{Name: portName, ContainerPort: port, Protocol: corev1.ProtocolTCP}}
	container.ReadinessProbe = probe(container.ReadinessProbe, 5)
	container.LivenessProbe = probe(container.LivenessProbe, 20)
	container.Resources = corev1.ResourceRequirements{
		Requests: corev1.ResourceList{
			corev1.ResourceCPU:    resource.MustParse("50m"),
			corev1.ResourceMemory: resource.MustParse("96Mi"),
		},
		Limits: corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("128Mi")},
	}
	container.SecurityContext = &corev1.SecurityContext{
		AllowPrivilegeEscalation: ptr.To(false),
		ReadOnlyRootFilesystem:   ptr.To(true),
		Capabilities:             &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}},
	}
}

func probe(observed *corev1.Probe, periodSeconds int32) *corev1.Probe {
	if observed == nil {
		observed = &corev1.Probe{}
	}
	observed.ProbeHandler = corev1.ProbeHandler{TCPSocket: &corev1.TCPSocketAction{Port: intstr.FromString(portName)}}
	observed.PeriodSeconds = periodSeconds
	return observed
}
