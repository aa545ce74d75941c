// Command rego compiles Rego to WebAssembly with OPA's own compiler: a request as JSON on stdin, an answer as JSON on
// stdout. It touches no file, no network and no environment, so that it can run as WebAssembly itself.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
)

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	var request Request
	if err := json.NewDecoder(in).Decode(&request); err != nil {
		return fmt.Errorf("the request is no JSON of this form: %w", err)
	}
	answer, err := compileRequest(request)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(answer)
}
