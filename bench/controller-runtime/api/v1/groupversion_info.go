// Package v1 has the types of cache.example.com/v1.
package v1

import (
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/scheme"
)

var (
	// GroupVersion is the group and version of these types.
	GroupVersion = schema.GroupVersion{Group: "cache.example.com", Version: "v1"}

	builder = &scheme.Builder{GroupVersion: GroupVersion}

	// AddToScheme makes the types known to a scheme.
	AddToScheme = builder.AddToScheme
)

func init() {
	builder.Register(&Memcached{}, &MemcachedList{})
}
