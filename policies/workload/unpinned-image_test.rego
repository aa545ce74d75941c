package workload.unpinned_image_test

import data.workload.unpinned_image as policy
import rego.v1

job(image) := {
	"apiVersion": "batch/v1",
	"kind": "Job",
	"spec": {"template": {"spec": {"containers": [{"name": "web", "image": image}]}}},
}

message(image) := problem.message if {
	some problem in policy.problems with input as job(image)
}

test_points_at_the_image if {
	policy.problems == {{
		"path": ["spec", "template", "spec", "containers", 0, "image"],
		"message": "The image `registry.example/web` of the container `web` has neither tag nor digest.",
	}} with input as job("registry.example/web")
}

test_a_port_is_no_tag if {
	message("registry.example:5000/web") == "The image `registry.example:5000/web` of the container `web` has neither tag nor digest."
}

test_a_variable_is_not_judged if {
	not message("registry.example/${IMAGE}")
}

test_a_tag_is_enough if {
	not message("registry.example:5000/web:1.2.3")
}

test_a_digest_is_enough if {
	not message("web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
	not message("web:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
}

test_a_container_without_image_is_not_ours if {
	count(policy.problems) == 0 with input as {
		"apiVersion": "v1",
		"kind": "Pod",
		"spec": {"containers": [{"name": "web"}]},
	}
}
