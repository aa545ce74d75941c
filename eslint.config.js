import tseslint from 'typescript-eslint'

const readsDisk = ['src/read/**', 'src/**/*.test.ts', 'test/**', 'src/bin.ts']
const noDisk = { group: ['node:fs', 'node:fs/*', 'fs', 'fs/*'], message: 'Only read/ touches the disk.' }
const noProcess = {
  group: ['node:process', 'process', 'node:child_process'],
  message: 'Only the entries touch the process.',
}

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'fixtures/', 'schemas/', 'node_modules/', '.cache/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'vitest.config.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'max-params': ['error', 3],
      complexity: ['error', 10],
      'no-param-reassign': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': 'error',
      'no-restricted-globals': ['error', 'process', 'console'],
      'no-restricted-imports': ['error', { patterns: [noDisk, noProcess] }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'No clock.',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'No chance.',
        },
      ],
    },
  },
  { files: readsDisk, rules: { 'no-restricted-imports': ['error', { patterns: [noProcess] }] } },
  {
    files: ['src/bin.ts', 'src/index.ts', 'test/**', 'src/**/*.test.ts'],
    rules: { 'no-restricted-imports': 'off', 'no-restricted-globals': 'off' },
  },
  {
    files: ['src/**/*.test.ts', 'test/**/*.ts', 'vitest.config.ts'],
    rules: { 'max-lines-per-function': 'off', 'no-restricted-syntax': 'off' },
  },
)
