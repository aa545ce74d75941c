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
import rego.v1

problems contains {"path": path, "message": message} if {
	some found in pods.containers
	image := found.container.image
	is_string(image)
	image != ""
	not has_digest(image)
	reason := weakness(image)
	path := array.concat(found.path, ["image"])
	message := sprintf("The image `%s` of the container `%v` %s.", [image, object.get(found.container, "name", ""), reason])
}

has_digest(image) if contains(image, "@")

# A colon before the last slash belongs to the port of a registry.
tag(image) := split(last_part(image), ":")[1]

last_part(image) := parts[count(parts) - 1] if parts := split(image, "/")

weakness(image) := "has neither tag nor digest" if not tag(image)

weakness(image) := "has the tag `latest`" if tag(image) == "latest"
