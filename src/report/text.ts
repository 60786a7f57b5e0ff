/** Small things that every text report needs: numbers, columns, lines that fit, a painter. */
import pc from 'picocolors';

export type Paint = ReturnType<typeof pc.createColors>;

/** How a text is to look. */
export interface Look {
  readonly paint: Paint;
  /** Columns that a line may have. */
  readonly width: number;
}

/** What a mark says at a glance; it is a colour wherever there are colours. */
export type Tone = 'good' | 'bad' | 'doubtful' | 'quiet';

/** `✓`, `✗`, …: what something comes to, in one character. */
export interface Mark {
  readonly sign: string;
  readonly tone: Tone;
}

export const paintedMark = ({ sign, tone }: Mark, paint: Paint): string =>
  ({ good: paint.green, bad: paint.red, doubtful: paint.yellow, quiet: paint.dim })[tone](sign);

export const lookOf = (color: boolean, width: number): Look => ({ paint: pc.createColors(color), width });

/** `1234567` → `1,234,567` */
export const withCommas = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** What is longer than that is written with a power of ten. */
const digitsMax = 12;

/** `1234567` → `1,234,567`; `2861886264041700` → `2.86 × 10^15` */
export const countInTable = (digits: string): string =>
  digits.length <= digitsMax ? withCommas(digits) : powerOfTen(digits);

const powerOfTen = (digits: string): string => `${digits[0]}.${digits.slice(1, 3)} × 10^${digits.length - 1}`;

const scales = [
  [10n ** 12n, 'T'],
  [10n ** 9n, 'G'],
  [10n ** 6n, 'M'],
] as const;

const largestShort = 10n ** 15n;

/** `1234567n` → `1.2 M`; what is below a million is written out. */
export const shortCount = (n: bigint): string => {
  if (n >= largestShort) return powerOfTen(String(n));
  const scale = scales.find(([size]) => n >= size);
  if (scale === undefined) return withCommas(String(n));
  const tenths = String((n * 10n) / scale[0]);
  return `${withCommas(tenths.slice(0, -1))}.${tenths.at(-1)} ${scale[1]}`;
};

export const secondsInWords = (seconds: number): string =>
  seconds < 0.005 ? '<0.01 s' : `${seconds < 10 ? seconds.toFixed(2) : withCommas(seconds.toFixed(0))} s`;

const binaryScales = [
  [2 ** 30, 'GiB'],
  [2 ** 20, 'MiB'],
] as const;

export const bytesInWords = (bytes: number): string => {
  const [size, unit] = binaryScales.find(([scale]) => bytes >= scale) ?? [2 ** 20, 'MiB'];
  return `${(bytes / size).toFixed(unit === 'GiB' ? 1 : 0)} ${unit}`;
};

/** `1 step`, `2 steps` */
export const countOf = (n: number, noun: string): string =>
  `${withCommas(String(n))} ${noun}${n === 1 ? '' : 's'}`;

/** `a`, `a and b`, `a, b and c` */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** Breaks a text between words, so that no line is longer than it may be, unless one word is. */
export const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** A text behind an indentation, every line of it. */
export const indented = (text: string, indent: number, width: number): readonly string[] =>
  wrap(text, width - indent).map((line) => ' '.repeat(indent) + line);

export const widest = (items: readonly string[]): number => Math.max(0, ...items.map(({ length }) => length));
