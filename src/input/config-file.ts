/** `hintproof.config.ts`, decoded. */
import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { hintingModes, lifecycles, mapModes } from '../../model/configuration.ts';
import { contracts } from '../../model/policies/policy.ts';
import { pricedChoices, weightNames } from '../compare/request.ts';
import { engineNames } from '../engine/engines.ts';
import { cellOrderNames } from '../engine/symbolic/order.ts';
import { UserError } from '../errors.ts';
import {
  codec,
  decode,
  fields,
  flag,
  list,
  nonEmptyLine,
  nonEmptyText,
  oneOf,
  orNull,
  wholeNumber,
} from '../reading/decode.ts';
import { noteSource } from '../sources.ts';
import type { Config, Wishes } from './config.ts';
import { traceModes, wishesOf } from './config.ts';
import { evaluate } from './config-module.ts';

const policyName = codec(
  "a policy's name, or the path of its module",
  (value): value is string => typeof value === 'string' && value !== '',
);

const scope = codec(
  "a scope such as '2:2x1', or an array of them",
  (value): value is string | readonly string[] =>
    typeof value === 'string' ||
    (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')),
);

/** What concerns the check, and neither the policy nor how it is reported. */
const checkFields = {
  guest: nonEmptyText,
  scope,
  topology: nonEmptyText,
  map: oneOf(mapModes),
  hinting: oneOf(hintingModes),
  moves: flag,
  lifecycle: list(oneOf(lifecycles)),
  fault: orNull(nonEmptyText),
  contracts: list(oneOf(contracts)),
  properties: list(nonEmptyText),
  engine: oneOf(engineNames),
  cellOrder: oneOf(cellOrderNames),
  random: flag,
  seed: wholeNumber(0),
  runs: wholeNumber(1),
  budget: nonEmptyText,
  memory: nonEmptyText,
  maxMemories: wholeNumber(1),
  callLimit: nonEmptyText,
  waivers: list(fields({ property: nonEmptyText, policy: nonEmptyText, reason: nonEmptyLine }, {})),
};
const record = codec(
  'the name of a directory, or false',
  (value): value is string | false => value === false || (typeof value === 'string' && value !== ''),
);

const duration = codec("a duration such as '710ns'", (value): value is string => typeof value === 'string');
const weights = fields({}, Object.fromEntries(weightNames.map((name) => [name, duration])));

const configCodec = fields(
  {},
  {
    policies: list(policyName),
    ...checkFields,
    weights,
    price: oneOf(pricedChoices),
    reporters: list(nonEmptyText),
    save: nonEmptyText,
    record,
    traces: oneOf(traceModes),
    verbose: flag,
    color: flag,
  },
);

const optionsCodec = fields({}, checkFields);

/**
 * Options of a check that a program gives, with every name of a field looked at.
 *
 * @throws {UserError} naming `place` and the field, if there is none of that name, or it says what it may not
 */
export const optionsFrom = (place: string, options: unknown): Config =>
  decode(place, optionsCodec, options) as Config;

/**
 * What a configuration file says.
 *
 * @throws {UserError} naming the file and the field, if it can't be loaded or says what it may not
 */
export const readConfigFile = async (file: string): Promise<Wishes> => {
  noteSource(file);
  if (!existsSync(file)) throw new UserError(file, 'there is no such file');
  const extensions = ['.ts', '.mts', '.js', '.mjs', '.cts', '.cjs'];
  if (!extensions.some((extension) => basename(file).endsWith(extension)))
    throw new UserError(
      file,
      'is no TypeScript or JavaScript module',
      `Its name may end in ${extensions.join(', ')}.`,
    );
  const config = decode(file, configCodec, await evaluate(file)) as Config;
  return wishesOf(config, dirname(resolve(file)), (field) => `${file}: ${field}`);
};
