package main

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

// moveBelow gives a module of a template a place of its own: `data.<scope>.template` for the template itself,
// `data.<scope>.lib…` for its libraries. References follow. Like Gatekeeper it refuses what reaches elsewhere.
func moveBelow(module *ast.Module, scope string, isLibrary bool) []Mistake {
	mistakes := []Mistake{}
	top := ast.Ref{ast.DefaultRootDocument, ast.StringTerm(scope)}
	if isLibrary {
		if !isBelow(module.Package.Path, "lib") {
			mistakes = append(mistakes, mistakeAt(module.Package.Location, "the package of a library is not below `lib`"))
		}
		module.Package.Path = top.Concat(module.Package.Path[1:])
	} else {
		module.Package.Path = top.Append(ast.StringTerm("template"))
	}
	ast.WalkTerms(module, func(term *ast.Term) bool {
		ref, isRef := term.Value.(ast.Ref)
		if !isRef || !ref[0].Equal(ast.DefaultRootDocument) {
			return false
		}
		switch {
		case isBelow(ref, "lib"):
			term.Value = top.Concat(ref[1:])
		case !isBelow(ref, "inventory"):
			message := fmt.Sprintf("`%v` is neither below `data.lib` nor below `data.inventory`", ref)
			mistakes = append(mistakes, mistakeAt(term.Location, message))
		}
		return false
	})
	return mistakes
}

func isBelow(path ast.Ref, name string) bool {
	return len(path) > 1 && path[1].Equal(ast.StringTerm(name))
}

func mistakeAt(location *ast.Location, message string) Mistake {
	return Mistake{File: location.File, Row: location.Row, Column: location.Col, Message: message}
}
