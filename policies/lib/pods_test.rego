package lib.pods_test

import data.lib.pods
import rego.v1

container := {"name": "web", "image": "web:1"}

test_a_pod_holds_its_containers_itself if {
	found := pods.containers with input as {
		"apiVersion": "v1",
		"kind": "Pod",
		"spec": {"containers": [container]},
	}
	found == {{"path": ["spec", "containers", 0], "container": container}}
}

test_a_cron_job_holds_them_deep_inside if {
	found := pods.containers with input as {
		"apiVersion": "batch/v1",
		"kind": "CronJob",
		"spec": {"jobTemplate": {"spec": {"template": {"spec": {"initContainers": [container]}}}}},
	}
	path := ["spec", "jobTemplate", "spec", "template", "spec", "initContainers", 0]
	found == {{"path": path, "container": container}}
}

test_an_object_without_pods_has_none if {
	count(pods.containers) == 0 with input as {"apiVersion": "v1", "kind": "ConfigMap"}
}

test_a_kind_of_another_group_has_none if {
	count(pods.containers) == 0 with input as {
		"apiVersion": "example.com/v1",
		"kind": "Deployment",
		"spec": {"template": {"spec": {"containers": [container]}}},
	}
}
