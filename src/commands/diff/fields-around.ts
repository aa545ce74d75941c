interface Open {
  readonly key: string
  readonly column: number
  /** The text below it is a value and no YAML. */
  readonly isBlock: boolean
}

const LINE = /^( *)((?:- )*)(?:("[^"]*"|'[^']*'|[^\s#'"|>-][^:]*):(?: (\S*).*)?)?$/
const BLOCK = /^[|>][-+\d]*$/

/** For each line of YAML as kustomize prints it, the fields around it: `spec.template.spec.containers`. */
export function fieldsAround(lines: readonly string[]): readonly string[] {
  const open: Open[] = []
  return lines.map(line => {
    const column = line.length - line.trimStart().length
    const isItem = /^ *-(?: |$)/.test(line)
    const [, , dashes = '', key, value = ''] = LINE.exec(line) ?? []
    const inner = open.at(-1)
    const isContent = inner?.isBlock === true && (column > inner.column || line === '')
    if (!isContent) close(open, column, isItem)
    const path = open.map(({ key: field }) => field).join('.')
    if (key !== undefined && !isContent) {
      open.push({
        key: key.replace(/^["']|["']$/g, ''),
        column: column + dashes.length,
        isBlock: BLOCK.test(value),
      })
    }
    return path
  })
}

/** The items of a list stand at the column of its key. */
function close(open: Open[], column: number, isItem: boolean): void {
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const isAround = last.column < column || (isItem && last.column === column)
    if (isAround) return
    open.pop()
  }
}
