package tenancy.tenant_cluster_admin_test

import data.tenancy.tenant_cluster_admin as policy
import rego.v1

binding(kind, metadata, subject) := {
	"apiVersion": "rbac.authorization.k8s.io/v1",
	"kind": kind,
	"metadata": metadata,
	"roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"},
	"subjects": [subject],
}

account(namespace) := {"kind": "ServiceAccount", "name": "reconciler", "namespace": namespace}

labelled := {"cluster": {"v1": {"Namespace": {"shop": {"metadata": {"labels": {"toolkit.fluxcd.io/tenant": "shop"}}}}}}}

impersonating := {"namespace": {"shop": {"kustomize.toolkit.fluxcd.io/v1": {"Kustomization": {"shop": {"spec": {"serviceAccountName": "reconciler"}}}}}}}

cluster_wide(namespace) := binding("ClusterRoleBinding", {"name": "all"}, account(namespace))

test_a_labelled_namespace_is_a_tenant if {
	policy.problems == {{
		"path": ["subjects", 0, "name"],
		"message": "The tenant's service account `reconciler` of the namespace `shop` is cluster-admin of the whole cluster.",
	}} with input as cluster_wide("shop")
		with data.inventory as labelled
}

test_an_account_that_flux_impersonates_is_a_tenant if {
	count(policy.problems) == 1 with input as cluster_wide("shop") with data.inventory as impersonating
}

test_an_account_of_the_platform_is_none if {
	count(policy.problems) == 0 with input as cluster_wide("velero") with data.inventory as labelled
	count(policy.problems) == 0 with input as cluster_wide("flux-system") with data.inventory as labelled
}

test_its_own_namespace_may_be_the_tenants if {
	count(policy.problems) == 0 with input as binding("RoleBinding", {"name": "own", "namespace": "shop"}, account("shop"))
		with data.inventory as labelled
}

test_another_namespace_of_the_tenant_may if {
	count(policy.problems) == 0 with input as binding("RoleBinding", {"name": "more", "namespace": "shop-2"}, account("shop"))
		with data.inventory as labelled
}

test_a_namespace_of_the_platform_may_not if {
	some problem in policy.problems with input as binding("RoleBinding", {"name": "all", "namespace": "flux-system"}, account("shop"))
		with data.inventory as labelled
	endswith(problem.message, "is cluster-admin in the namespace `flux-system`.")
}

test_another_role_is_fine if {
	reader := object.union(cluster_wide("shop"), {"roleRef": {"kind": "ClusterRole", "name": "view"}})
	count(policy.problems) == 0 with input as reader with data.inventory as labelled
}

test_a_name_that_is_no_text_is_printed_as_json if {
	subject := {"kind": "ServiceAccount", "name": 5, "namespace": "shop"}
	some problem in policy.problems with input as binding("ClusterRoleBinding", {"name": "all"}, subject)
		with data.inventory as labelled
	startswith(problem.message, "The tenant's service account `5` of the namespace `shop`")
}
