// Package meter bounds what a WebAssembly module can use. Each call of a function and each turn of a loop takes one
// from the exported global `fuel`, and traps where it is used up: the same input stops at the same place on every
// machine, which a clock cannot promise.
package meter

import (
	"bytes"
	"errors"
	"fmt"
)

const (
	sectionCustom = 0
	sectionImport = 2
	sectionMemory = 5
	sectionGlobal = 6
	sectionExport = 7
	sectionCode   = 10
)

const header = "\x00asm\x01\x00\x00\x00"

type section struct {
	id   byte
	body []byte
}

// Policy meters a module that imports its memory.
func Policy(module []byte) ([]byte, error) {
	return rewrite(module, 0)
}

// Program meters a module that has its own memory, and lets that grow to so many pages of 64 KiB.
func Program(module []byte, pages uint64) ([]byte, error) {
	return rewrite(module, pages)
}

// rewrite also drops custom sections: names and producers, which no engine needs.
func rewrite(module []byte, pages uint64) ([]byte, error) {
	sections, err := split(module)
	if err != nil {
		return nil, err
	}
	fuel, err := countGlobals(sections)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBufferString(header)
	for _, found := range sections {
		if found.id == sectionCustom {
			continue
		}
		body, err := rewriteSection(found, fuel, pages)
		if err != nil {
			return nil, fmt.Errorf("section %d: %w", found.id, err)
		}
		out.WriteByte(found.id)
		writeNumber(out, uint64(len(body)))
		out.Write(body)
	}
	return out.Bytes(), nil
}

func split(module []byte) ([]section, error) {
	if !bytes.HasPrefix(module, []byte(header)) {
		return nil, errors.New("this is no WebAssembly module")
	}
	r := &reader{bytes: module, at: len(header)}
	sections := []section{}
	for !r.done() {
		sections = append(sections, section{id: r.byte(), body: r.sized()})
	}
	return sections, r.err
}

// countGlobals is the index of the next global: imported ones count first.
func countGlobals(sections []section) (uint64, error) {
	var count uint64
	var hasOwn, hasExports bool
	for _, found := range sections {
		r := &reader{bytes: found.body}
		switch found.id {
		case sectionImport:
			count += importedGlobals(r)
		case sectionGlobal:
			count += r.number()
			hasOwn = true
		case sectionExport:
			hasExports = true
		}
		if r.err != nil {
			return 0, r.err
		}
	}
	if !hasOwn || !hasExports {
		return 0, errors.New("the module has no globals or no exports to add to")
	}
	return count, nil
}

func importedGlobals(r *reader) uint64 {
	var globals uint64
	for count := r.number(); count > 0 && r.err == nil; count-- {
		r.sized()
		r.sized()
		switch kind := r.byte(); kind {
		case 0: // function
			r.skipNumber()
		case 1: // table
			r.byte()
			skipLimits(r)
		case 2:
			skipLimits(r)
		case 3:
			r.take(2)
			globals++
		default:
			r.fail(fmt.Errorf("an import of kind %d is not known", kind))
		}
	}
	return globals
}

func skipLimits(r *reader) {
	if r.byte() == 0 {
		r.skipNumber()
		return
	}
	r.skipNumber()
	r.skipNumber()
}

func rewriteSection(found section, fuel uint64, pages uint64) ([]byte, error) {
	switch found.id {
	case sectionMemory:
		return limitMemory(found.body, pages)
	case sectionGlobal:
		// A mutable i64 that starts at 2^62: what is not fuelled may run.
		return appendEntry(found.body, []byte{0x7e, 0x01, 0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0xc0, 0x00, 0x0b})
	case sectionExport:
		entry := bytes.NewBufferString("\x04fuel\x03")
		writeNumber(entry, fuel)
		return appendEntry(found.body, entry.Bytes())
	case sectionCode:
		return meterCode(found.body, fuel)
	default:
		return found.body, nil
	}
}

func limitMemory(body []byte, pages uint64) ([]byte, error) {
	r := &reader{bytes: body}
	if count := r.number(); count != 1 || pages == 0 {
		return nil, fmt.Errorf("%d memories are defined", count)
	}
	r.byte()
	least := r.number()
	out := bytes.NewBuffer([]byte{1, 1})
	writeNumber(out, least)
	writeNumber(out, pages)
	return out.Bytes(), r.err
}

func appendEntry(body []byte, entry []byte) ([]byte, error) {
	r := &reader{bytes: body}
	count := r.number()
	out := &bytes.Buffer{}
	writeNumber(out, count+1)
	out.Write(body[r.at:])
	out.Write(entry)
	return out.Bytes(), r.err
}

// burn takes one from the fuel: global.get; i64.const 1; i64.sub; global.set; global.get; i64.const 0; i64.lt_s;
// if unreachable end.
func burn(fuel uint64) []byte {
	out := &bytes.Buffer{}
	global := func(code byte) {
		out.WriteByte(code)
		writeNumber(out, fuel)
	}
	global(0x23)
	out.Write([]byte{0x42, 0x01, 0x7d})
	global(0x24)
	global(0x23)
	out.Write([]byte{0x42, 0x00, 0x53, 0x04, 0x40, 0x00, 0x0b})
	return out.Bytes()
}

func meterCode(body []byte, fuel uint64) ([]byte, error) {
	r := &reader{bytes: body}
	out := bytes.NewBuffer(make([]byte, 0, len(body)+len(body)/4))
	count := r.number()
	writeNumber(out, count)
	step := burn(fuel)
	function := &bytes.Buffer{}
	for ; count > 0 && r.err == nil; count-- {
		function.Reset()
		if err := meterFunction(function, r.sized(), step); err != nil {
			return nil, err
		}
		writeNumber(out, uint64(function.Len()))
		out.Write(function.Bytes())
	}
	return out.Bytes(), r.err
}

func meterFunction(out *bytes.Buffer, body []byte, step []byte) error {
	r := &reader{bytes: body}
	for groups := r.number(); groups > 0 && r.err == nil; groups-- {
		r.skipNumber()
		r.byte()
	}
	out.Write(body[:r.at])
	out.Write(step)
	from := r.at
	for !r.done() {
		code := r.byte()
		r.skipArguments(code)
		if code == 0x03 {
			out.Write(body[from:r.at])
			out.Write(step)
			from = r.at
		}
	}
	out.Write(body[from:])
	return r.err
}

func writeNumber(out *bytes.Buffer, value uint64) {
	for value >= 0x80 {
		out.WriteByte(byte(value) | 0x80)
		value >>= 7
	}
	out.WriteByte(byte(value))
}
