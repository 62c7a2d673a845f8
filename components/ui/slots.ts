/** A text of a formula with slots in it, and the way to it: which child, of which child, … */
export interface SlotPlace {
  readonly path: readonly number[]
  readonly text: string
}

interface TreeNode {
  readonly nodeValue: string | null
  readonly childNodes: ArrayLike<TreeNode>
}

/**
 * The texts of a tree that hold a slot, `@name@`.
 *
 * @example slotsOf(<p>a <b>@n@</b></p>) // [{ path: [1, 0], text: '@n@' }]
 */
export function slotsOf(root: TreeNode): readonly SlotPlace[] {
  const found: SlotPlace[] = []
  const visit = (node: TreeNode, path: readonly number[]) => {
    if (node.nodeValue !== null && /@\w+@/.test(node.nodeValue)) {
      found.push({ path, text: node.nodeValue })
    }
    for (let index = 0; index < node.childNodes.length; index++) {
      visit(node.childNodes[index]!, [...path, index])
    }
  }
  visit(root, [])
  return found
}
