# METADATA
# title: Pods, and what makes pods.
# description: Finds every pod in an object, whatever kind of workload wraps it, with the path that leads to it.
package lib.pods

import rego.v1

# Where each kind holds its pod; the group matters, a foreign kind of the same name may hold anything there.
path_of := {
	"v1/Pod": ["spec"],
	"v1/PodTemplate": ["template", "spec"],
	"v1/ReplicationController": ["spec", "template", "spec"],
	"apps/v1/DaemonSet": ["spec", "template", "spec"],
	"apps/v1/Deployment": ["spec", "template", "spec"],
	"apps/v1/ReplicaSet": ["spec", "template", "spec"],
	"apps/v1/StatefulSet": ["spec", "template", "spec"],
	"batch/v1/CronJob": ["spec", "jobTemplate", "spec", "template", "spec"],
	"batch/v1/Job": ["spec", "template", "spec"],
}

lists := {"containers", "initContainers", "ephemeralContainers"}

pod_path := path_of[concat("/", [input.apiVersion, input.kind])]

pod := object.get(input, pod_path, {})

# Every container of the object, with its path.
containers contains {"path": array.concat(pod_path, [list, index]), "container": container} if {
	some list in lists
	some index, container in pod[list]
}
