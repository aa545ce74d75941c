// Command cmd meters the compiler itself: a WebAssembly program on stdin, the same with bounds on stdout.
package main

import (
	"fmt"
	"io"
	"os"

	"fleetlint.dev/tools/rego/meter"
)

// 1 GiB, many times what the largest known set of templates needs.
const pages = 16384

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	module, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	metered, err := meter.Program(module, pages)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(metered)
	return err
}
