import type { ParsedFile } from '../../model/document.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { RaisedGap } from '../../model/raised.ts'

/** Go, Helm and Jinja templates: what is no YAML before something has filled it in. */
const TEMPLATE = /\{\{|\{%/

/** Whether a file that is no YAML is a template. */
export function isTemplate({ file, problems }: ParsedFile): boolean {
  return problems.length > 0 && TEMPLATE.test(file.text)
}

/** One gap for each template that no build reads. */
export function templates({ files, reached }: Fleet): readonly RaisedGap[] {
  const gaps: RaisedGap[] = []
  for (const [path, parsed] of files) {
    const [problem] = parsed.problems
    if (problem === undefined || reached.has(path) || !isTemplate(parsed)) continue
    const message = 'The file is a template; what it becomes is unknown.'
    gaps.push({ reason: 'template', at: problem.at, message })
  }
  return gaps
}
