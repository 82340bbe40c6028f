import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/**
 * What the mutation score leaves out, and nothing else:
 * - Sentences for people. Another wording is no other behaviour, and tests that repeat every sentence would only be in
 *   the way of better ones. Codes, names, states and events are one word and are mutated.
 * - The `types` that a machine's `setup` is given. Nothing reads them at run time, so a change of them changes nothing.
 */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'texts', {
    shouldIgnore(path) {
      if (path.isStringLiteral() && path.node.value.includes(' ')) return 'a sentence for a person';
      if (isTypesOfSetup(path)) return 'read by the compiler alone';
      return undefined;
    },
  }),
];

function isTypesOfSetup(path) {
  if (!path.isObjectProperty() || path.node.key.name !== 'types') return false;
  const call = path.parentPath?.parentPath;
  return call?.isCallExpression() === true && call.node.callee.name === 'setup';
}
