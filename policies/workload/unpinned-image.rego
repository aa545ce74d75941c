# METADATA
# title: Every image has a tag or a digest.
# description: An image without either means `latest`; what runs depends on the day a node pulled it, and no rollback brings it back.
# custom:
#   id: unpinned-image
#   severity: error
#   fix: Add the tag of a release or, better, a digest.
#   kinds: [/Pod, /PodTemplate, /ReplicationController, apps/DaemonSet, apps/Deployment, apps/ReplicaSet, apps/StatefulSet, batch/CronJob, batch/Job]
package workload.unpinned_image

import data.lib.pods
import data.lib.texts
import rego.v1

problems contains {"path": path, "message": message} if {
	some found in pods.containers
	image := found.container.image
	is_string(image)
	image != ""
	not is_pinned(image)
	path := array.concat(found.path, ["image"])
	name := object.get(found.container, "name", "")
	message := texts.joined(["The image `", image, "` of the container `", name, "` has neither tag nor digest."])
}

is_pinned(image) if contains(image, "@")

# A colon before the last slash belongs to the port of a registry.
is_pinned(image) if {
	parts := split(image, "/")
	contains(parts[count(parts) - 1], ":")
}

# What Flux substitutes later may hold both.
is_pinned(image) if contains(image, "${")
