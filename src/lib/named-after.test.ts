import { expect, test } from 'vitest'
import { repoPath } from '../model/location.ts'
import { isCopyOf } from './named-after.ts'

test.each([
  { copy: 'apps/blog/ks.yaml', original: 'apps/shop/ks.yaml', name: 'shop', isCopy: true },
  { copy: 'apps/shop/ks.yaml', original: 'apps/blog/ks.yaml', name: 'shop', isCopy: false },
  { copy: 'apps/blog/ks.yaml', original: 'apps/shop/ks.yaml', name: 'cluster-apps-shop', isCopy: true },
  { copy: 'apps/blog/ks.yaml', original: 'apps/shop/ks.yaml', name: 'workshop', isCopy: false },
  { copy: 'cluster/shop/a.yaml', original: 'cluster/shop/b.yaml', name: 'cluster-shop', isCopy: false },
  { copy: 'apps/shop/ks.yaml', original: 'apps/apps-shop.yaml', name: 'apps-shop', isCopy: true },
  { copy: 'apps/blog/backup.yaml', original: 'apps/shop/backup.yaml', name: 'shop-backup', isCopy: true },
  { copy: 'a.yaml', original: 'b.yaml', name: 'c', isCopy: false },
])('$copy is a copy of $original with $name: $isCopy', ({ copy, original, name, isCopy }) => {
  expect(isCopyOf(repoPath(copy), repoPath(original), name)).toBe(isCopy)
})
