/**
 * Tells Stryker what is only wording: what a property says, what a finding prints, what an error reads like. A machine
 * whose messages read differently is no other machine, so a mutant there proves nothing.
 */
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Fields that hold text for people, and whatever is computed for it. */
const textFields = new Set(['sentence', 'source', 'summary', 'expected', 'found']);
/** Functions whose literal texts are for people; what they decide is not. */
const speakingFields = new Set(['reached', 'notMeant']);

const fieldOf = (path) =>
  path.isObjectProperty() && !path.node.computed && path.node.key.type === 'Identifier'
    ? path.node.key.name
    : null;

/** A tag or an id has no space in it. */
const isPhrase = (path) =>
  path.isTemplateLiteral() || (path.isStringLiteral() && path.node.value.includes(' '));

export const wording = (path) => {
  if (textFields.has(fieldOf(path))) return 'the text of a sentence or a finding';
  if (path.isVariableDeclarator() && /InWords$/.test(path.node.id.name ?? ''))
    return 'says in words what a cell holds';
  if (path.isNewExpression() && path.parentPath.isThrowStatement()) return 'the text of an error';
  if (isPhrase(path) && path.findParent((parent) => speakingFields.has(fieldOf(parent))) !== null)
    return 'the text of a witness or of a reason';
  return undefined;
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'words', { shouldIgnore: wording })];
