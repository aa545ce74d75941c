# METADATA
# title: No container is privileged.
# description: A privileged container has every capability and every device of its node; who breaks out of it owns the node.
# custom:
#   id: privileged-container
#   severity: error
#   fix: Remove `privileged`, and add only the capabilities that the container needs.
#   kinds: [/Pod, /PodTemplate, /ReplicationController, apps/DaemonSet, apps/Deployment, apps/ReplicaSet, apps/StatefulSet, batch/CronJob, batch/Job]
package workload.privileged_container

import data.lib.pods
import data.lib.texts
import rego.v1

problems contains {"path": path, "message": message} if {
	some found in pods.containers
	found.container.securityContext.privileged == true
	path := array.concat(found.path, ["securityContext", "privileged"])
	name := object.get(found.container, "name", "")
	message := texts.joined(["The container `", name, "` is privileged."])
}
