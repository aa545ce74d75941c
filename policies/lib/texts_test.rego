package lib.texts_test

import data.lib.texts
import rego.v1

test_texts_stay_as_they_are if texts.joined(["The ", "`web`", "."]) == "The `web`."

test_everything_else_is_json if {
	texts.joined([5, " ", null, " ", ["a", {"b": true}]]) == `5 null ["a",{"b":true}]`
}
