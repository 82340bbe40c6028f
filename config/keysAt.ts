import { isTree, type Tree } from './tree.ts';

/** Keys that a schema knows at a path; none where the path leads out of it. Looks through null, defaults and unions. */
export function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const [key, ...rest] = path;
  return bare(schema).flatMap((node) => {
    if (key === undefined) return Object.keys(shapeOf(node));
    return keysAt(isTree(node.valueType) ? node.valueType : shapeOf(node)[String(key)], rest);
  });
}

const shapeOf = (node: Tree): Tree => (isTree(node.shape) ? node.shape : {});

/** The schemas that say what may really stand there. */
function bare(schema: unknown): Tree[] {
  if (!isTree(schema)) return [];
  if (Array.isArray(schema.options)) return schema.options.flatMap(bare);
  const inner = isTree(schema.def) ? schema.def.innerType : undefined;
  return inner === undefined ? [schema] : bare(inner);
}
