package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
)

// entryPoint answers for every package that `input.asked` names, in one call.
const entryPoint = "fleetlint/answers"

// A template sees its review and the parameters of one constraint; a policy sees the object.
const (
	templateQuestion = `package fleetlint

import rego.v1

answers contains {"key": %[1]s, "index": index, "answer": answer} if {
	some index, parameters in input.asked[%[1]s]
	%[2]s[answer] with input as {"review": input.review, "parameters": parameters}
}
`
	policyQuestion = `package fleetlint

import rego.v1

answers contains {"key": %[1]s, "index": 0, "answer": answer} if {
	input.asked[%[1]s]
	%[2]s[answer] with input as input.review.object
}
`
)

func questionFor(found Package, unit Unit) bundle.ModuleFile {
	text := policyQuestion
	if unit.Scope != "" {
		text = templateQuestion
	}
	rule := fmt.Sprintf("data.%s.%s", found.Path, unit.Rule)
	source := fmt.Sprintf(text, strconv.Quote(found.Key), rule)
	file := "fleetlint/" + strings.ReplaceAll(found.Key, "/", "-") + ".rego"
	return bundle.ModuleFile{
		URL:    file,
		Path:   file,
		Parsed: ast.MustParseModuleWithOpts(source, ast.ParserOptions{RegoVersion: ast.RegoV1}),
		Raw:    unread,
	}
}
