import { describe, expect, it } from 'vitest'
import { binaryTree, doubleBinaryTree, treeDepths } from './double-binary-tree.ts'

describe('double binary tree', () => {
  it('is two trees with at most two children a member and logarithmic height', () => {
    for (let count = 1; count <= 130; count++) {
      for (const parents of doubleBinaryTree(count)) {
        expect(parents.filter((parent) => parent === -1)).toHaveLength(1)
        const children = Array<number>(count).fill(0)
        for (const parent of parents) if (parent !== -1) children[parent]!++
        expect(Math.max(...children)).toBeLessThanOrEqual(2)
        const height = Math.max(...treeDepths(parents))
        expect(height).toBeLessThanOrEqual(Math.floor(Math.log2(Math.max(count, 1))) + 1)
      }
    }
  })

  it("is NCCL's own pictures of 14, 12 and 13 ranks", () => {
    // Drawn in the comments of src/graph/trees.cc: a first tree, one mirrored (even), one shifted (odd).
    expect(doubleBinaryTree(14)[0]).toEqual([-1, 2, 4, 2, 8, 6, 4, 6, 0, 10, 12, 10, 8, 12])
    expect(doubleBinaryTree(12)[1]).toEqual([1, 3, 1, 11, 5, 7, 5, 3, 9, 7, 9, -1])
    expect(doubleBinaryTree(13)[1]).toEqual([9, -1, 3, 5, 3, 9, 7, 5, 7, 1, 11, 0, 11])
  })

  it('refuses what is no tree', () => {
    expect(() => binaryTree(0)).toThrow('count')
    expect(() => doubleBinaryTree(2.5)).toThrow('count')
    expect(() => treeDepths([1, 0])).toThrow('tree')
    expect(() => treeDepths([5, -1])).toThrow('tree')
  })
})
