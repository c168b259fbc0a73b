// The Memcached operator on controller-runtime, for the comparison only: what a kubebuilder project has, less what a cluster needs.
package main

import (
	"flag"
	"os"

	"k8s.io/apimachinery/pkg/runtime"
	clientgoscheme "k8s.io/client-go/kubernetes/scheme"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"

	cachev1 "dev.fairlead/bench/controller-runtime/api/v1"
	"dev.fairlead/bench/controller-runtime/controller"
)

// election is what kubebuilder's flags of it are, with the namespace that a process outside of a cluster has to name.
type election struct {
	namespace       string
	releaseOnCancel bool
}

func main() {
	var election election
	flag.StringVar(&election.namespace, "leader-elect", "", "namespace of the Lease; none: there is no election")
	flag.BoolVar(&election.releaseOnCancel, "release-on-cancel", false, "give up the Lease at the end")
	workers := flag.Int("workers", 10, "how many objects are reconciled at once")
	logs := zap.Options{}
	logs.BindFlags(flag.CommandLine)
	flag.Parse() // --kubeconfig is a flag of controller-runtime itself
	ctrl.SetLogger(zap.New(zap.UseFlagOptions(&logs)))

	if err := run(*workers, election); err != nil {
		ctrl.Log.Error(err, "the operator has failed")
		os.Exit(1)
	}
}

func run(workers int, election election) error {
	scheme := runtime.NewScheme()
	if err := clientgoscheme.AddToScheme(scheme); err != nil {
		return err
	}
	if err := cachev1.AddToScheme(scheme); err != nil {
		return err
	}
	config, err := ctrl.GetConfig()
	if err != nil {
		return err
	}
	config.QPS = -1 // no limit of the client's own: neither peer has one
	manager, err := ctrl.NewManager(config, ctrl.Options{
		Scheme:  scheme,
		Metrics: metricsserver.Options{BindAddress: "127.0.0.1:0"},

		LeaderElection:                election.namespace != "",
		LeaderElectionID:              "memcached",
		LeaderElectionNamespace:       election.namespace,
		LeaderElectionReleaseOnCancel: election.releaseOnCancel,
	})
	if err != nil {
		return err
	}
	reconciler := &controller.MemcachedReconciler{Client: manager.GetClient(), Scheme: scheme}
	if err := reconciler.SetupWithManager(manager, workers); err != nil {
		return err
	}
	return manager.Start(ctrl.SetupSignalHandler())
}
