/** A bad flag, argument or configuration: exit code 2. The message is shown as it is, without a stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
