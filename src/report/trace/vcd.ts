/**
 * A value change dump (IEEE 1364-2005, 18.2), for waveform viewers: docs/formats.md says which signals there are.
 *
 * `string` variables are an extension of GTKWave's. A string ends at the next blank; what GTKWave reads as a blank is
 * its octal escape, `\040`, which its own `fst2vcd` writes, too.
 */
import type { Story } from '../../results/story.ts';
import { statesOf } from '../../results/story.ts';
import { version } from '../../version.ts';
import { aboutOf, headlineOf } from './about.ts';
import type { TraceFormat } from './format.ts';
import type { Scope, Signal } from './vcd-signals.ts';
import { scopesOf } from './vcd-signals.ts';

/** A comment ends at the first `$end`. */
const comment = (text: string): string => `$comment ${text.replaceAll('$end', '$ end')} $end`;

/** Letters, digits and `_`, and no digit first; what is taken already gets a number. */
const legal = (name: string, taken: readonly string[]): string => {
  const plain = name.replace(/\W/g, '_').replace(/^(?=\d)/, '_');
  const free = (n: number): string => {
    const candidate = n === 1 ? plain : `${plain}_${n}`;
    return taken.includes(candidate) ? free(n + 1) : candidate;
  };
  return free(1);
};

const firstCode = '!'.charCodeAt(0);
const lastCode = '~'.charCodeAt(0);
const codes = lastCode - firstCode + 1;

/** The nth identifier code: printable characters without the blank, as few as will do. */
const codeOf = (n: number): string => {
  const last = String.fromCharCode(firstCode + (n % codes));
  return n < codes ? last : codeOf(Math.floor(n / codes) - 1) + last;
};

const escaped = (text: string): string =>
  [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (character === '\\') return '\\\\';
      const isPrintable = byte >= firstCode && byte <= lastCode;
      return isPrintable ? character : `\\${byte.toString(8).padStart(3, '0')}`;
    })
    .join('');

const change = ({ kind, bits }: Signal, value: string, code: string): string => {
  if (kind === 'string') return `s${escaped(value)} ${code}`;
  return bits === 1 ? `${value}${code}` : `b${value} ${code}`;
};

const declaration = ({ kind, bits }: Signal, name: string, code: string): string =>
  `$var ${kind} ${bits} ${code} ${name}${kind === 'wire' && bits > 1 ? ` [${bits - 1}:0]` : ''} $end`;

/** Every signal of the scopes, in the order in which they are declared. */
const signalsIn = (scopes: readonly Scope[]): readonly Signal[] =>
  scopes.flatMap(({ signals, scopes: inner }) => [...signals, ...signalsIn(inner)]);

/** The declarations of scopes beside each other. `taken`: the names of what else is there. */
const declarations = (
  scopes: readonly Scope[],
  codeFor: (signal: Signal) => string,
  taken: readonly string[],
): readonly string[] => {
  const names: string[] = [...taken];
  const named = <A extends { readonly name: string }>(one: A): readonly [A, string] => {
    const name = legal(one.name, names);
    names.push(name);
    return [one, name];
  };
  return scopes.map(named).flatMap(([{ signals, scopes: inner }, name]) => [
    `$scope module ${name} $end`,
    ...signals.map((signal) => declaration(signal, signal.name, codeFor(signal))),
    ...declarations(
      inner,
      codeFor,
      signals.map((signal) => signal.name),
    ),
    '$upscope $end',
  ]);
};

/** What has another value than before, state by state. */
const changesOf = (
  story: Story,
  signals: readonly Signal[],
  codeFor: (signal: Signal) => string,
): readonly (readonly string[])[] => {
  const rows = statesOf(story).map((state, i) => signals.map((signal) => signal.at(state, i)));
  return rows.map((row, i) =>
    signals.flatMap((signal, s) =>
      row[s] === rows[i - 1]?.[s] ? [] : [change(signal, row[s]!, codeFor(signal))],
    ),
  );
};

/** A waveform of one time unit a step; the last state has one, too, so that it is seen. */
export const vcdFormat: TraceFormat = (story) => {
  const scopes = scopesOf(story);
  const signals = signalsIn(scopes);
  const numbers = new Map(signals.map((signal, n) => [signal, codeOf(n)]));
  const codeFor = (signal: Signal): string => numbers.get(signal)!;
  const [first, ...later] = changesOf(story, signals, codeFor);
  const lines = [
    `$version hintproof ${version} $end`,
    comment(`${headlineOf(story)}.`),
    ...Object.entries(aboutOf(story)).map(([what, text]) => comment(`${what}: ${text}`)),
    comment('One microsecond is one step. It has no physical meaning: the model has no time.'),
    '$timescale 1 us $end',
    ...declarations(scopes, codeFor, []),
    '$enddefinitions $end',
    '#0',
    '$dumpvars',
    ...first!,
    '$end',
    ...later.flatMap((changes, i) => [`#${i + 1}`, ...changes]),
    `#${story.steps.length + 1}`,
  ];
  return `${lines.join('\n')}\n`;
};
