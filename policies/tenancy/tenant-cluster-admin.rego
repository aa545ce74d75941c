# METADATA
# title: No tenant is cluster-admin of the cluster.
# description: Flux applies what a tenant writes with the rights of the tenant's service account; as cluster-admin it owns the cluster and every other tenant.
# custom:
#   id: tenant-cluster-admin
#   severity: error
#   fix: Bind the service account in the tenant's namespaces only, to a role with the rights that the tenant needs.
#   kinds: [rbac.authorization.k8s.io/ClusterRoleBinding, rbac.authorization.k8s.io/RoleBinding]
package tenancy.tenant_cluster_admin

import data.lib.texts
import rego.v1

problems contains {"path": ["subjects", index, "name"], "message": message} if {
	input.roleRef.kind == "ClusterRole"
	input.roleRef.name == "cluster-admin"
	some index, subject in input.subjects
	subject.kind == "ServiceAccount"
	home := object.get(subject, "namespace", object.get(input.metadata, "namespace", ""))
	is_tenant(home, subject.name)
	reach := reach_of_binding
	message := texts.joined([
		"The tenant's service account `", subject.name, "` of the namespace `", home,
		"` is cluster-admin ", reach, ".",
	])
}

reach_of_binding := "of the whole cluster" if input.kind == "ClusterRoleBinding"

# All rights in a tenant's own namespaces are what `flux create tenant` gives; in the platform's they are the cluster.
reach_of_binding := texts.joined(["in the namespace `", input.metadata.namespace, "`"]) if {
	input.kind == "RoleBinding"
	input.metadata.namespace in platform
}

# The mark that `flux create tenant` sets.
is_tenant(namespace, _) if {
	not namespace in platform
	data.inventory.cluster.v1.Namespace[namespace].metadata.labels["toolkit.fluxcd.io/tenant"]
}

# The account as which Flux applies what stands in a namespace other than its own.
is_tenant(namespace, name) if {
	not namespace in platform
	some version, kinds in data.inventory.namespace[namespace]
	split(version, "/")[0] in {"kustomize.toolkit.fluxcd.io", "helm.toolkit.fluxcd.io"}
	some _, objects in kinds
	some _, object in objects
	object.spec.serviceAccountName == name
}

platform := {"flux-system", "kube-system"}
