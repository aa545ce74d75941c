package main

import (
	"errors"
	"sort"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
)

// OPA formats the text of each module once more after it has compiled; nobody reads what comes of it.
var unread = []byte("package unread\n")

type parsedUnit struct {
	unit     Unit
	modules  []*ast.Module
	compiler *ast.Compiler
	mistakes []Mistake
}

func parseUnit(unit Unit, known *ast.Capabilities) *parsedUnit {
	parsed := &parsedUnit{unit: unit, mistakes: []Mistake{}}
	for index, module := range unit.Modules {
		options := ast.ParserOptions{
			RegoVersion:       ast.RegoV1,
			Capabilities:      known,
			ProcessAnnotation: unit.Scope == "",
		}
		if module.Version == 0 {
			options.RegoVersion = ast.RegoV0
		}
		found, err := ast.ParseModuleWithOpts(module.File, module.Text, options)
		if err != nil {
			parsed.refuse(err, module.File)
			continue
		}
		if unit.Scope != "" {
			parsed.mistakes = append(parsed.mistakes, moveBelow(found, unit.Scope, index > 0)...)
		}
		parsed.modules = append(parsed.modules, found)
	}
	return parsed
}

func (parsed *parsedUnit) compile(known *ast.Capabilities) {
	modules := map[string]*ast.Module{}
	for index, module := range parsed.modules {
		modules[parsed.name(index)] = module
	}
	parsed.compiler = ast.NewCompiler().WithCapabilities(known)
	parsed.compiler.Compile(modules)
	if parsed.compiler.Failed() {
		parsed.refuse(parsed.compiler.Errors, "")
		return
	}
	if parsed.unit.Scope != "" && !hasRule(parsed.modules[0], parsed.unit.Rule) {
		parsed.mistakes = append(parsed.mistakes, Mistake{
			File:    parsed.unit.Modules[0].File,
			Row:     1,
			Column:  1,
			Message: "the rule `" + parsed.unit.Rule + "` is missing",
		})
	}
}

// Two units may have files of the same name.
func (parsed *parsedUnit) name(index int) string {
	return parsed.unit.Key + "/" + parsed.unit.Modules[index].File
}

func (parsed *parsedUnit) files() []bundle.ModuleFile {
	files := make([]bundle.ModuleFile, 0, len(parsed.modules))
	for index, module := range parsed.modules {
		name := parsed.name(index)
		files = append(files, bundle.ModuleFile{URL: name, Path: name, Parsed: module, Raw: unread})
	}
	return files
}

func (parsed *parsedUnit) refuse(err error, file string) {
	var found ast.Errors
	if !errors.As(err, &found) {
		parsed.mistakes = append(parsed.mistakes, Mistake{File: file, Row: 1, Column: 1, Message: err.Error()})
		return
	}
	for _, mistake := range found {
		place := Mistake{File: file, Row: 1, Column: 1, Message: mistake.Message}
		if mistake.Location != nil && mistake.Location.File != "" {
			place.File, place.Row, place.Column = mistake.Location.File, mistake.Location.Row, mistake.Location.Col
		}
		parsed.mistakes = append(parsed.mistakes, place)
	}
}

func (parsed *parsedUnit) report(withTests bool) UnitAnswer {
	report := UnitAnswer{
		Key:      parsed.unit.Key,
		Mistakes: parsed.mistakes,
		Packages: []Package{},
		Tests:    []Test{},
		Builtins: []string{},
	}
	if len(parsed.mistakes) > 0 {
		return report
	}
	for _, builtin := range parsed.compiler.Required.Builtins {
		report.Builtins = append(report.Builtins, builtin.Name)
	}
	sort.Strings(report.Builtins)
	known := map[string]bool{}
	for index, module := range parsed.modules {
		report.Inventory = report.Inventory || readsInventory(module)
		path := packagePath(module)
		if hasRule(module, parsed.unit.Rule) && !known[path] && (parsed.unit.Scope == "" || index == 0) {
			known[path] = true
			report.Packages = append(report.Packages, parsed.packageOf(index, path))
		}
		if withTests {
			report.Tests = append(report.Tests, testsOf(module, parsed.unit.Modules[index].File)...)
		}
	}
	return report
}

func (parsed *parsedUnit) packageOf(index int, path string) Package {
	found := Package{Key: path, Path: path, File: parsed.unit.Modules[index].File}
	if parsed.unit.Scope != "" {
		found.Key = parsed.unit.Key
		return found
	}
	if annotations := parsed.compiler.GetAnnotationSet().GetPackageScope(parsed.modules[index].Package); annotations != nil {
		found.Annotations = annotations
	}
	return found
}

// packagePath is the path without `data`, as it stands in a reference.
func packagePath(module *ast.Module) string {
	return strings.TrimPrefix(module.Package.Path.String(), "data.")
}

func hasRule(module *ast.Module, name string) bool {
	for _, rule := range module.Rules {
		if rule.Head.Ref()[0].Value.Compare(ast.Var(name)) == 0 {
			return true
		}
	}
	return false
}

func readsInventory(module *ast.Module) bool {
	found := false
	inventory := ast.MustParseRef("data.inventory")
	ast.WalkRefs(module, func(ref ast.Ref) bool {
		found = found || ref.HasPrefix(inventory) || ref.Equal(ast.DefaultRootRef)
		return found
	})
	return found
}

func testsOf(module *ast.Module, file string) []Test {
	tests := []Test{}
	known := map[string]bool{}
	for _, rule := range module.Rules {
		name := string(rule.Head.Ref()[0].Value.(ast.Var))
		if known[name] || !(strings.HasPrefix(name, "test_") || strings.HasPrefix(name, "todo_test_")) {
			continue
		}
		known[name] = true
		path := packagePath(module)
		entry := strings.ReplaceAll(path, ".", "/") + "/" + name
		tests = append(tests, Test{Name: path + "." + name, Entry: entry, File: file, Row: rule.Location.Row})
	}
	return tests
}
