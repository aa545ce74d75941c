import { Instance } from './instance.ts'

/** What a program left when it was done. */
export interface Run {
  readonly code: number
  readonly stdout: Uint8Array
  readonly stderr: string
}

const SUCCESS = 0
const BAD_DESCRIPTOR = 8
const NOT_SUPPORTED = 52
const STDERR_LIMIT = 100_000

class Exit extends Error {
  readonly code: number

  constructor(code: number) {
    super(`The program ended with code ${String(code)}.`)
    this.code = code
  }
}

/**
 * Runs a metered WASI program (preview 1) with bytes on stdin: no file, no environment, no arguments, no real clock
 * and no chance, so that the same input gives the same output. `node:wasi` would need files for stdin and stdout, has
 * all of these, and warns on some versions of Node that it is experimental.
 * @throws Error where it traps, or uses more than `fuel`.
 */
export function runProgram(module: WebAssembly.Module, stdin: Uint8Array, fuel: bigint): Run {
  const system = new System(stdin)
  const imports = { wasi_snapshot_preview1: system.imports() }
  const instance = new Instance(new WebAssembly.Instance(module, imports))
  system.memory = instance.memory()
  instance.refuel(fuel)
  try {
    instance.call('_start')
  } catch (error) {
    if (error instanceof Exit) return system.result(error.code)
    if (instance.isOutOfFuel()) throw new Error('It needs more steps than are allowed.', { cause: error })
    throw error
  }
  return system.result(0)
}

/** The system calls of one run. */
class System {
  memory: WebAssembly.Memory | undefined
  private readonly stdin: Uint8Array
  private read = 0
  private readonly written: { stdout: Uint8Array[]; stderr: Uint8Array[] } = { stdout: [], stderr: [] }
  private errorBytes = 0
  private time = 1_000_000_000n

  constructor(stdin: Uint8Array) {
    this.stdin = stdin
  }

  result(code: number): Run {
    const { stdout, stderr } = this.written
    return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') }
  }

  imports(): WebAssembly.Imports[string] {
    const refuse = (): number => BAD_DESCRIPTOR
    const unknown = (): number => NOT_SUPPORTED
    const nothing = (): number => SUCCESS
    return {
      sched_yield: nothing,
      proc_exit: code => {
        throw new Exit(Number(code))
      },
      args_get: nothing,
      args_sizes_get: (count, size) => this.noSizes(Number(count), Number(size)),
      environ_get: nothing,
      environ_sizes_get: (count, size) => this.noSizes(Number(count), Number(size)),
      clock_time_get: (_clock, _precision, at) => this.clock(Number(at)),
      random_get: (at, length) => this.random(Number(at), Number(length)),
      poll_oneoff: (...args) => this.poll(args.map(Number)),
      fd_read: (...args) => this.readInto(args.map(Number)),
      fd_write: (...args) => this.writeFrom(args.map(Number)),
      fd_fdstat_get: (file, at) => this.describe(Number(file), Number(at)),
      fd_fdstat_set_flags: nothing,
      fd_close: nothing,
      fd_prestat_get: refuse,
      fd_prestat_dir_name: refuse,
      fd_readdir: refuse,
      fd_seek: refuse,
      fd_filestat_get: refuse,
      path_filestat_get: unknown,
      path_readlink: unknown,
      path_open: unknown,
    }
  }

  /** Memory moves when it grows, so a view is good for one call only. */
  private view(): DataView {
    if (this.memory === undefined) throw new Error('The program called the system before it had memory.')
    return new DataView(this.memory.buffer)
  }

  private bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.view().buffer, at, length)
  }

  private noSizes(count: number, size: number): number {
    this.view().setUint32(count, 0, true)
    this.view().setUint32(size, 0, true)
    return SUCCESS
  }

  private clock(at: number): number {
    this.time += 1000n
    this.view().setBigUint64(at, this.time, true)
    return SUCCESS
  }

  private random(at: number, length: number): number {
    const bytes = this.bytes(at, length)
    for (let index = 0; index < length; index++) bytes[index] = (index * 167 + 89) & 0xff
    return SUCCESS
  }

  /** Whatever is waited for has happened at once; time has gone on by a millisecond. */
  private poll([from = 0, to = 0, count = 0, made = 0]: readonly number[]): number {
    this.time += 1_000_000n
    const view = this.view()
    for (let index = 0; index < count; index++) {
      view.setBigUint64(to + index * 32, view.getBigUint64(from + index * 48, true), true)
      view.setUint16(to + index * 32 + 8, SUCCESS, true)
      view.setUint8(to + index * 32 + 10, view.getUint8(from + index * 48 + 8))
    }
    view.setUint32(made, count, true)
    return SUCCESS
  }

  private readInto([file, at = 0, count = 0, done = 0]: readonly number[]): number {
    if (file !== 0) return BAD_DESCRIPTOR
    let total = 0
    for (const buffer of this.buffers(at, count)) {
      const part = this.stdin.subarray(this.read, this.read + buffer.length)
      buffer.set(part)
      this.read += part.length
      total += part.length
    }
    this.view().setUint32(done, total, true)
    return SUCCESS
  }

  private writeFrom([file, at = 0, count = 0, done = 0]: readonly number[]): number {
    if (file !== 1 && file !== 2) return BAD_DESCRIPTOR
    let total = 0
    for (const buffer of this.buffers(at, count)) {
      total += buffer.length
      if (file === 1) this.written.stdout.push(buffer.slice())
      else if ((this.errorBytes += buffer.length) < STDERR_LIMIT) this.written.stderr.push(buffer.slice())
    }
    this.view().setUint32(done, total, true)
    return SUCCESS
  }

  private *buffers(at: number, count: number): Generator<Uint8Array> {
    const view = this.view()
    for (let index = 0; index < count; index++) {
      yield this.bytes(view.getUint32(at + index * 8, true), view.getUint32(at + index * 8 + 4, true))
    }
  }

  /** A character device with all rights, for the three files that there are. */
  private describe(file: number, at: number): number {
    if (file > 2) return BAD_DESCRIPTOR
    this.bytes(at, 24).fill(0)
    this.view().setUint8(at, 2)
    this.view().setBigUint64(at + 8, 0xffff_ffff_ffff_ffffn, true)
    this.view().setBigUint64(at + 16, 0xffff_ffff_ffff_ffffn, true)
    return SUCCESS
  }
}
