package main

// Request asks for one WebAssembly module that answers for all units.
type Request struct {
	Units []Unit `json:"units"`
	// Tests adds an entry point for each `test_` rule.
	Tests bool `json:"tests"`
}

// Unit is a set of modules that see each other. A unit with a mistake is left out and does not harm the others.
type Unit struct {
	Key     string   `json:"key"`
	Modules []Module `json:"modules"`
	// Scope moves the modules below `data.<scope>`, as a template of Gatekeeper: the first module is the template's
	// own, the others are its libraries below `data.lib`. Empty: packages stay as they are.
	Scope string `json:"scope,omitempty"`
	// Rule is the partial set that each package of the unit is asked for.
	Rule string `json:"rule"`
}

type Module struct {
	File string `json:"file"`
	Text string `json:"text"`
	// Version is the language: 0, or 1.
	Version int `json:"version"`
}

type Answer struct {
	OPA string `json:"opa"`
	// Wasm is absent where no unit could be compiled.
	Wasm  []byte       `json:"wasm,omitempty"`
	Units []UnitAnswer `json:"units"`
}

type UnitAnswer struct {
	Key      string    `json:"key"`
	Mistakes []Mistake `json:"mistakes"`
	Packages []Package `json:"packages"`
	Tests    []Test    `json:"tests"`
	// Builtins are the names of all builtin functions that the unit calls, sorted.
	Builtins []string `json:"builtins"`
	// Inventory says whether the unit reads `data.inventory`.
	Inventory bool `json:"inventory"`
}

// Package is a package that has the rule which was asked for; it is asked for by its key.
type Package struct {
	Key         string `json:"key"`
	Path        string `json:"path"`
	File        string `json:"file"`
	Annotations any    `json:"annotations,omitempty"`
}

type Test struct {
	Name  string `json:"name"`
	Entry string `json:"entry"`
	File  string `json:"file"`
	Row   int    `json:"row"`
}

// Mistake stands at a place of a module: row and column count from 1, the column in bytes.
type Mistake struct {
	File    string `json:"file"`
	Row     int    `json:"row"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}
