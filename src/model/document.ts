import type { Origin, SourceFile } from './location.ts'
import type { Node } from './node.ts'

/** One YAML document. `root` is undefined for an empty or comment-only one. */
export interface Document {
  readonly file: SourceFile
  /** From 0, counted as `---` separates them. */
  readonly index: number
  readonly root: Node | undefined
}

/** Text that the Go YAML decoder refuses, or bytes that are no text. */
export interface SyntaxProblem {
  readonly at: Origin
  readonly message: string
  /** YAML allows it; only what Kubernetes reads may not hold it. */
  readonly isYaml?: boolean
}

/** What is in a YAML file. A document with a problem is left out of `documents`. */
export interface ParsedFile {
  readonly file: SourceFile
  readonly documents: readonly Document[]
  readonly problems: readonly SyntaxProblem[]
}

/**
 * `resource`: go-yaml v3 as kustomize reads resources (`yes` is text). `sigs`: sigs.k8s.io/yaml, that is go-yaml v2,
 * as kustomization files and substituted objects are read (`yes` is true).
 */
export type Typing = 'resource' | 'sigs'
