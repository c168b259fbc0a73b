// Package controller keeps a Deployment for each Memcached, and its status.
package controller

import (
	"context"

	appsv1 "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"

	cachev1 "dev.fairlead/bench/controller-runtime/api/v1"
)

// MemcachedReconciler is the reconciler that kubebuilder's book would have written.
type MemcachedReconciler struct {
	client.Client
	Scheme *runtime.Scheme
}

// SetupWithManager watches Memcacheds and the Deployments they own.
func (r *MemcachedReconciler) SetupWithManager(manager ctrl.Manager, workers int) error {
	return ctrl.NewControllerManagedBy(manager).
		For(&cachev1.Memcached{}).
		Owns(&appsv1.Deployment{}).
		WithOptions(controller.Options{MaxConcurrentReconciles: workers}).
		Complete(r)
}

// Reconcile makes the Deployment what the Memcached asks for, and says how far it is.
func (r *MemcachedReconciler) Reconcile(ctx context.Context, request ctrl.Request) (ctrl.Result, error) {
	var memcached cachev1.Memcached
	if err := r.Get(ctx, request.NamespacedName, &memcached); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	deployment := &appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Name: memcached.Name, Namespace: memcached.Namespace},
	}
	if _, err := controllerutil.CreateOrUpdate(ctx, r.Client, deployment, func() error {
		mutate(deployment, &memcached)
		return controllerutil.SetControllerReference(&memcached, deployment, r.Scheme)
	}); err != nil {
		return ctrl.Result{}, err
	}
	before := memcached.Status.DeepCopy()
	setStatus(&memcached, deployment)
	if equality.Semantic.DeepEqual(*before, memcached.Status) {
		return ctrl.Result{}, nil
	}
	return ctrl.Result{}, r.Status().Update(ctx, &memcached)
}
