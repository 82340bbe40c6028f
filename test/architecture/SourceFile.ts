import { posix } from 'node:path';
import { parseSync, Visitor } from 'vite';

/** An import of any form. `target`: path of an own file from the root, or the package's specifier as written. */
export type Import = {
  target: string;
  own: boolean;
  kind: 'value' | 'type' | 'dynamic';
  /** Names as the other file exports them; `*` for all of it. */
  names: readonly string[];
  line: number;
};

/** What the rules look at in a file. */
export type SourceFile = {
  /** From the root, with `/`. */
  path: string;
  room: string;
  test: boolean;
  lines: number;
  imports: readonly Import[];
  /** Things used from outside, e.g. `Date.now()`, `process.env`, `new Date()`, `.sendOrder()`, `as Price`, `await`. */
  uses: readonly { name: string; line: number }[];
  /** True when it does nothing but pass on what others export, and is not marked as an entry point. */
  barrel: boolean;
};

/** Parses one file. Throws when it is not valid TypeScript. */
export function sourceFile(path: string, text: string): SourceFile {
  const { program, errors, comments } = parseSync(path, text, { sourceType: 'module' });
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`);
  const starts = lineStarts(text);
  const line = (offset: number) => starts.findLastIndex((start) => start <= offset) + 1;
  const imports: Import[] = [];
  const uses: { name: string; line: number }[] = [];
  const add = (specifier: string, kind: Import['kind'], names: readonly string[], at: number) =>
    imports.push({ ...resolve(path, specifier), kind, names, line: line(at) });
  const use = (name: string, at: number) => uses.push({ name, line: line(at) });
  const written = new Set<object>();

  new Visitor({
    ImportDeclaration(node) {
      const named = node.specifiers.map((specifier) => ({
        name: importedName(specifier),
        type: specifier.type === 'ImportSpecifier' && specifier.importKind === 'type',
      }));
      const types = named.filter(({ type }) => type || node.importKind === 'type').map(({ name }) => name);
      const values = named.map(({ name }) => name).filter((name) => !types.includes(name));
      if (types.length > 0) add(node.source.value, 'type', types, node.start);
      if (values.length > 0 || types.length === 0) add(node.source.value, 'value', values, node.start);
    },
    ExportAllDeclaration(node) {
      add(node.source.value, node.exportKind === 'type' ? 'type' : 'value', ['*'], node.start);
    },
    ExportNamedDeclaration(node) {
      if (!node.source) return;
      const names = node.specifiers.map((specifier) => nameOf(specifier.local));
      add(node.source.value, node.exportKind === 'type' ? 'type' : 'value', names, node.start);
    },
    ImportExpression(node) {
      if (node.source.type === 'Literal') add(String(node.source.value), 'dynamic', ['*'], node.start);
      else use('import(…)', node.start);
    },
    TSImportType(node) {
      add(node.source.value, 'type', ['*'], node.start);
    },
    AssignmentExpression({ left }) {
      // Telling a library something through the environment is no reading of it: skip `process.env` on the left.
      if (left.type === 'MemberExpression') written.add(left.object);
    },
    MemberExpression(node) {
      if (written.has(node)) return;
      const property = nameOf(node.property);
      if (node.object.type === 'Identifier') use(`${node.object.name}.${property}`, node.start);
      if (node.object.type === 'MetaProperty') use(`import.meta.${property}`, node.start);
    },
    CallExpression(node) {
      const { callee } = node;
      if (callee.type === 'Identifier') use(`${callee.name}()`, node.start);
      if (callee.type === 'MemberExpression') use(`.${nameOf(callee.property)}()`, node.start);
    },
    TSAsExpression({ typeAnnotation: type, start }) {
      if (type.type === 'TSTypeReference' && type.typeName.type === 'Identifier')
        use(`as ${type.typeName.name}`, start);
    },
    NewExpression(node) {
      if (node.callee.type === 'Identifier')
        use(`new ${node.callee.name}(${node.arguments.length > 0 ? '…' : ''})`, node.start);
    },
    VariableDeclarator(node) {
      // `const { env } = process` is another way to say `process.env`.
      if (node.id.type !== 'ObjectPattern' || node.init?.type !== 'Identifier') return;
      for (const member of node.id.properties)
        if (member.type === 'Property') use(`${node.init.name}.${nameOf(member.key)}`, node.start);
    },
    AwaitExpression(node) {
      use('await', node.start);
    },
    FunctionDeclaration(node) {
      if (node.async) use('async', node.start);
    },
    FunctionExpression(node) {
      if (node.async) use('async', node.start);
    },
    ArrowFunctionExpression(node) {
      if (node.async) use('async', node.start);
    },
  }).visit(program);

  const passesOn = program.body.every(
    (node) => node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source),
  );
  const marked = comments.some((comment) => /\bentry point\b/i.test(comment.value));
  return {
    path,
    room: path.includes('/') ? path.slice(0, path.indexOf('/')) : '.',
    test: /\.(test|bench)\.tsx?$/.test(path) || /(^test|\/testing)\//.test(path),
    lines: text.replace(/\n$/, '').split('\n').length,
    imports,
    uses,
    barrel: program.body.length > 0 && passesOn && !marked,
  };
}

function resolve(from: string, specifier: string): Pick<Import, 'target' | 'own'> {
  if (!specifier.startsWith('.')) return { target: specifier, own: false };
  return { target: posix.join(posix.dirname(from), specifier), own: true };
}

function importedName(specifier: { type: string; imported?: { type: string } }): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return specifier.imported ? nameOf(specifier.imported) : '*';
}

function nameOf(node: { type: string; name?: unknown; value?: unknown }): string {
  return String(node.name ?? node.value ?? '');
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
