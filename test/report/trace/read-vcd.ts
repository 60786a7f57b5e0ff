/** Reads a value change dump; and lets GTKWave's tools read it first. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Wave {
  readonly kind: string;
  readonly bits: number;
  /** When it got which value, in the order of time. */
  readonly changes: readonly (readonly [time: number, value: string])[];
}

export interface Dump {
  readonly timescale: string;
  /** The last time that is mentioned. */
  readonly end: number;
  /** By path: `vm0.vcpu0.placement`. */
  readonly waves: ReadonlyMap<string, Wave>;
}

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The escapes of C, all of which `fst2vcd` writes. */
const unescaped = (text: string): string => {
  const bytes = text.replace(/\\([0-7]{3}|.)/g, (_, what: string) =>
    what.length === 3 ? String.fromCharCode(Number.parseInt(what, 8)) : (letters[what] ?? what),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
};

/** The sections before the first change: what begins with a keyword, up to its `$end`. */
const sectionsIn = (header: string) =>
  [...header.matchAll(/\$(\w+)\s([\s\S]*?)\$end/g)].map(([, keyword = '', text = '']) => ({
    keyword,
    words: text.trim().split(/\s+/),
  }));

export const readVcd = (text: string): Dump => {
  const [header = '', body = ''] = text.split(/^\$enddefinitions \$end$/m);
  const scopes: string[] = [];
  const byCode = new Map<
    string,
    { readonly path: string; readonly wave: Wave; changes: Wave['changes'][number][] }
  >();
  let timescale = '';
  for (const { keyword, words } of sectionsIn(header)) {
    if (keyword === 'timescale') timescale = words.join('');
    if (keyword === 'scope') scopes.push(words[1]!);
    if (keyword === 'upscope') scopes.pop();
    if (keyword === 'var') {
      const [kind, bits, code, name] = words as [string, string, string, string];
      const changes: Wave['changes'][number][] = [];
      if (byCode.has(code)) throw new Error(`${code} stands for two signals`);
      byCode.set(code, {
        path: [...scopes, name].join('.'),
        wave: { kind, bits: kind === 'string' ? 1 : Number(bits), changes },
        changes,
      });
    }
  }
  let time = -1;
  for (const line of body.split('\n').filter((one) => one !== '' && !one.startsWith('$'))) {
    if (line.startsWith('#')) {
      time = Number(line.slice(1));
      continue;
    }
    const [, value, code] = /^s/.test(line)
      ? /^s(\S*) (\S+)$/.exec(line)!
      : (/^b([01z]+) (\S+)$/.exec(line) ?? /^([01z])(\S+)$/.exec(line)!);
    byCode.get(code!)!.changes.push([time, line.startsWith('s') ? unescaped(value!) : value!]);
  }
  const waves = new Map([...byCode.values()].map(({ path, wave }) => [path, wave]));
  if (waves.size < byCode.size) throw new Error('two signals have one path');
  return { timescale, end: time, waves };
};

/** What GTKWave's own reader makes of a dump, written by GTKWave again. */
export const throughGtkwave = (
  tools: { readonly vcd2fst: string; readonly fst2vcd: string },
  text: string,
): Dump => {
  const folder = mkdtempSync(join(tmpdir(), 'hintproof-vcd-'));
  try {
    const [vcd, fst] = [join(folder, 'trace.vcd'), join(folder, 'trace.fst')];
    writeFileSync(vcd, text);
    execFileSync(tools.vcd2fst, [vcd, fst], { stdio: 'pipe' });
    return readVcd(execFileSync(tools.fst2vcd, [fst], { encoding: 'utf8', stdio: 'pipe' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The value of a signal at a time. */
export const valueAt = ({ waves }: Dump, path: string, time: number): string | undefined =>
  waves
    .get(path)
    ?.changes.filter(([when]) => when <= time)
    .at(-1)?.[1];
