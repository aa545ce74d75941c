package main

import (
	"bytes"
	"context"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
	"github.com/open-policy-agent/opa/v1/types"
	"github.com/open-policy-agent/opa/v1/version"

	"fleetlint.dev/tools/rego/meter"
)

func compileRequest(request Request) (Answer, error) {
	answer := Answer{OPA: version.Version, Units: []UnitAnswer{}}
	capabilities := capabilities()
	files := []bundle.ModuleFile{}
	asked := []Package{}
	entries := []string{}
	for _, unit := range request.Units {
		parsed := parseUnit(unit, capabilities)
		if len(parsed.mistakes) == 0 {
			parsed.compile(capabilities)
		}
		report := parsed.report(request.Tests)
		answer.Units = append(answer.Units, report)
		if len(report.Mistakes) > 0 {
			continue
		}
		files = append(files, parsed.files()...)
		asked = append(asked, report.Packages...)
		for _, test := range report.Tests {
			entries = append(entries, test.Entry)
		}
		for _, found := range report.Packages {
			files = append(files, questionFor(found, unit))
		}
	}
	if len(asked) > 0 {
		entries = append([]string{entryPoint}, entries...)
	}
	if len(entries) == 0 {
		return answer, nil
	}
	wasm, err := compileWasm(files, entries, capabilities)
	if err != nil {
		return answer, err
	}
	answer.Wasm, err = meter.Policy(wasm)
	return answer, err
}

// Gatekeeper's own builtin is known, so that a template that calls it is no mistake; what runs it may lack it.
func capabilities() *ast.Capabilities {
	known := ast.CapabilitiesForThisVersion()
	known.Builtins = append(known.Builtins, &ast.Builtin{
		Name: "external_data",
		Decl: types.NewFunction(types.Args(types.A), types.A),
	})
	return known
}

func compileWasm(files []bundle.ModuleFile, entries []string, known *ast.Capabilities) ([]byte, error) {
	input := &bundle.Bundle{Modules: files}
	input.Manifest.Init()
	compiler := compile.New().
		WithTarget(compile.TargetWasm).
		WithEntrypoints(entries...).
		WithCapabilities(known).
		WithPruneUnused(true).
		WithBundle(input)
	if err := compiler.Build(context.Background()); err != nil {
		return nil, err
	}
	modules := compiler.Bundle().WasmModules
	if len(modules) != 1 {
		return nil, fmt.Errorf("OPA made %d modules where one is expected", len(modules))
	}
	return bytes.Clone(modules[0].Raw), nil
}
