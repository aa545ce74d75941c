package meter

import (
	"errors"
	"fmt"
)

var errShort = errors.New("the module ends early")

// reader walks the binary format of WebAssembly. The first error sticks; what is read after it is zero.
type reader struct {
	bytes []byte
	at    int
	err   error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
	r.at = len(r.bytes)
}

func (r *reader) done() bool {
	return r.at >= len(r.bytes)
}

func (r *reader) byte() byte {
	if r.done() {
		r.fail(errShort)
		return 0
	}
	r.at++
	return r.bytes[r.at-1]
}

func (r *reader) take(count int) []byte {
	if count < 0 || count > len(r.bytes)-r.at {
		r.fail(errShort)
		return nil
	}
	r.at += count
	return r.bytes[r.at-count : r.at]
}

// number reads an unsigned LEB128 of at most 64 bits.
func (r *reader) number() uint64 {
	var value uint64
	for shift := 0; shift < 70; shift += 7 {
		part := r.byte()
		value |= uint64(part&0x7f) << shift
		if part&0x80 == 0 {
			return value
		}
	}
	r.fail(errors.New("a number is too long"))
	return 0
}

// skipNumber passes a LEB128 of any sign.
func (r *reader) skipNumber() {
	for r.byte()&0x80 != 0 {
	}
}

func (r *reader) sized() []byte {
	return r.take(int(r.number()))
}

// skipArguments passes the immediate arguments of an instruction.
func (r *reader) skipArguments(code byte) {
	switch {
	case code == 0x02, code == 0x03, code == 0x04: // block, loop, if: the type
		r.skipNumber()
	case code == 0x0c, code == 0x0d, code == 0x10, code >= 0x20 && code <= 0x26, code == 0x3f, code == 0x40:
		r.skipNumber()
	case code == 0x0e: // br_table
		for count := r.number() + 1; count > 0 && r.err == nil; count-- {
			r.skipNumber()
		}
	case code == 0x11: // call_indirect
		r.skipNumber()
		r.skipNumber()
	case code == 0x1c: // select with types
		for count := r.number(); count > 0 && r.err == nil; count-- {
			r.skipNumber()
		}
	case code >= 0x28 && code <= 0x3e: // loads and stores: alignment, offset
		r.skipNumber()
		r.skipNumber()
	case code == 0x41, code == 0x42, code == 0xd0, code == 0xd2:
		r.skipNumber()
	case code == 0x43:
		r.take(4)
	case code == 0x44:
		r.take(8)
	case code == 0xfc:
		r.skipExtended()
	case code <= 0x01, code == 0x05, code == 0x0b, code == 0x0f, code == 0x1a, code == 0x1b:
	case code >= 0x45 && code <= 0xc4, code == 0xd1:
	default:
		r.fail(fmt.Errorf("the instruction 0x%02x is not known", code))
	}
}

func (r *reader) skipExtended() {
	switch code := r.number(); {
	case code <= 7: // conversions
	case code == 9, code == 11, code == 13, code >= 15 && code <= 17:
		r.skipNumber()
	case code == 8, code == 10, code == 12, code == 14:
		r.skipNumber()
		r.skipNumber()
	default:
		r.fail(fmt.Errorf("the instruction 0xfc %d is not known", code))
	}
}
