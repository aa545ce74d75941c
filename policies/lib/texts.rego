# METADATA
# title: What messages print.
# description: Without `sprintf`, which the host of our policies does not have as OPA has it.
package lib.texts

import rego.v1

# Parts in a row: a text as it is, anything else as JSON.
joined(parts) := concat("", [text_of(part) | some part in parts])

text_of(value) := value if is_string(value)

text_of(value) := json.marshal(value) if not is_string(value)
