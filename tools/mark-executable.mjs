// tsc writes plain files; npm's links to `bin` need the executable bit when they point into this folder.
import { chmodSync } from 'node:fs'

chmodSync(new URL('../dist/bin.js', import.meta.url), 0o755)
