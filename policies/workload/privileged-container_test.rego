package workload.privileged_container_test

import data.workload.privileged_container as policy
import rego.v1

pod(list, context) := {
	"apiVersion": "v1",
	"kind": "Pod",
	"spec": {list: [{"name": "web", "image": "web:1", "securityContext": context}]},
}

test_points_at_the_value if {
	policy.problems == {{
		"path": ["spec", "containers", 0, "securityContext", "privileged"],
		"message": "The container `web` is privileged.",
	}} with input as pod("containers", {"privileged": true})
}

test_sees_init_and_ephemeral_containers if {
	count(policy.problems) == 1 with input as pod("initContainers", {"privileged": true})
	count(policy.problems) == 1 with input as pod("ephemeralContainers", {"privileged": true})
}

test_a_container_that_says_false_is_fine if {
	count(policy.problems) == 0 with input as pod("containers", {"privileged": false})
}

test_a_container_that_says_nothing_is_fine if {
	count(policy.problems) == 0 with input as pod("containers", {"runAsNonRoot": true})
}

test_sees_the_pod_of_a_daemon_set if {
	count(policy.problems) == 1 with input as {
		"apiVersion": "apps/v1",
		"kind": "DaemonSet",
		"spec": {"template": pod("containers", {"privileged": true})},
	}
}

message(name) := problem.message if {
	some problem in policy.problems with input as {
		"apiVersion": "v1",
		"kind": "Pod",
		"spec": {"containers": [{"name": name, "securityContext": {"privileged": true}}]},
	}
}

test_a_name_that_is_no_text_is_printed_as_json if {
	message(5) == "The container `5` is privileged."
	message(null) == "The container `null` is privileged."
	message(["a", "b"]) == "The container `[\"a\",\"b\"]` is privileged."
}
