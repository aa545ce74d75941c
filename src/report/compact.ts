import type { Finding } from '../model/finding.ts'
import type { Reporter } from '../model/reporter.ts'
import { printable, printablePath } from './printable.ts'

/** `path:line:column severity rule message`; other programs rely on it. Exempted findings are left out. */
export const compact: Reporter = {
  id: 'compact',
  summary: 'One line a finding, for grep and editors.',
  render: ({ findings }) =>
    findings
      .filter(({ exemption }) => exemption === undefined)
      .map(finding => `${compactLine(finding)}\n`)
      .join(''),
}

/** One finding on one line, without the line end. */
export function compactLine({ location, severity, rule, message }: Finding): string {
  const { file, line, column } = location
  return `${printablePath(file)}:${String(line)}:${String(column)} ${severity} ${printable(rule)} ${printable(message)}`
}
