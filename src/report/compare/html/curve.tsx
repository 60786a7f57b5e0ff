/** How local injections are, the first, the second, … after a move: a picture of both policies, and its numbers. */
import type { Average, Curves, Side } from '../../../compare/report.ts';
import { sides } from '../../../compare/report.ts';
import { Wide } from '../../html/parts.tsx';
import { curveWords } from '../price-text.ts';

const size = { width: 640, height: 300 };
const plot = { left: 62, right: 618, top: 14, bottom: 248 };
const shares = [0, 0.25, 0.5, 0.75, 1];
/** More numbers below the axis than that would touch. */
const ticksMax = 16;

/** Where the nth point of so many is; one point alone stands in the middle. */
const xOf = (n: number, points: number): number =>
  points === 1
    ? (plot.left + plot.right) / 2
    : plot.left + 12 + ((n - 1) / (points - 1)) * (plot.right - plot.left - 24);

const yOf = (share: number): number =>
  plot.bottom - Math.min(1, Math.max(0, share)) * (plot.bottom - plot.top);

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** A whole number of steps between the numbers below the axis. */
const ticksOf = (points: number): readonly number[] => {
  const step = Math.ceil(points / ticksMax);
  return Array.from({ length: points }, (_, i) => i + 1).filter((n) => n === 1 || n % step === 0);
};

const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;

const pointInWords = ({ mean, low, high }: Average): string =>
  `${percent(mean)} (${percent(low)} to ${percent(high)})`;

const Axes = ({ points }: { readonly points: number }) => (
  <g class="axes">
    {shares.map((share) => (
      <g key={share}>
        <path class="grid" d={`M${plot.left} ${yOf(share)}H${plot.right}`} />
        <text class="share" x={plot.left - 8} y={yOf(share) + 4}>
          {percent(share, 0)}
        </text>
      </g>
    ))}
    {ticksOf(points).map((n) => (
      <text key={n} class="nth" x={xOf(n, points)} y={plot.bottom + 18}>
        {n}
      </text>
    ))}
    <text class="label" x={(plot.left + plot.right) / 2} y={size.height - 10}>
      the n-th injection since then
    </text>
    <text class="label" transform={`translate(14 ${(plot.top + plot.bottom) / 2}) rotate(-90)`}>
      share that is local
    </text>
  </g>
);

/** A point: round for the baseline, square for the candidate, so that it needs no colour. */
const Point = ({ side, x, y, words }: { side: Side; x: number; y: number; words: string }) => (
  <g class="point">
    <title>{words}</title>
    {side === 'baseline' ? (
      <circle cx={x.toFixed(1)} cy={y.toFixed(1)} r={4} />
    ) : (
      <rect x={(x - 3.5).toFixed(1)} y={(y - 3.5).toFixed(1)} width={7} height={7} />
    )}
  </g>
);

interface LineProps {
  readonly side: Side;
  readonly points: readonly Average[];
  readonly length: number;
}

/** The means, with their confidence intervals as a band. */
const Line = ({ side, points, length }: LineProps) => {
  const ends = (pick: (point: Average) => number): readonly string[] =>
    points.map((point, i) => at(xOf(i + 1, length), yOf(pick(point))));
  const upper = ends(({ high }) => high);
  const lower = ends(({ low }) => low).toReversed();
  return points.length === 0 ? null : (
    <g class={`curve ${side}`}>
      <path class="band" d={`M${[...upper, ...lower].join('L')}Z`} />
      <path class="line" d={`M${ends(({ mean }) => mean).join('L')}`} />
      {points.map((point, i) => (
        <Point
          key={i}
          side={side}
          x={xOf(i + 1, length)}
          y={yOf(point.mean)}
          words={`${side}, injection ${i + 1}: ${pointInWords(point)}`}
        />
      ))}
    </g>
  );
};

const Key = () => (
  <ul class="key">
    {sides.map((side) => (
      <li key={side}>
        <svg width={34} height={14} class={`curve ${side}`} aria-hidden="true">
          <path class="line" d="M1 7H33" />
          <Point side={side} x={17} y={7} words="" />
        </svg>
        {side}
      </li>
    ))}
    <li class="aside">the band is the confidence interval of 95 %</li>
  </ul>
);

/** What the picture shows, for whoever doesn't see it: where each of the two begins, and where it ends. */
const inWords = ({ points }: Curves): string =>
  sides
    .map((side) => {
      const [first, last] = [points[side][0], points[side].at(-1)];
      if (first === undefined || last === undefined) return `The ${side} has no points.`;
      return (
        `Under the ${side}, ${percent(first.mean)} of the first injections are local, ` +
        `and ${percent(last.mean)} of those with number ${points[side].length}.`
      );
    })
    .join(' ');

const Numbers = ({ points, length }: { readonly points: Curves['points']; readonly length: number }) => (
  <details>
    <summary>The numbers</summary>
    <Wide label="The numbers of the curve">
      <table class="numbers">
        <thead>
          <tr>
            <th class="number">injection</th>
            {sides.map((side) => (
              <th key={side} class="number">
                {side}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length }, (_, i) => (
            <tr key={i}>
              <th class="number" scope="row">
                {i + 1}
              </th>
              {sides.map((side) => {
                const point = points[side][i];
                return (
                  <td key={side} class="number">
                    {point === undefined ? '–' : pointInWords(point)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  </details>
);

export const Curve = ({ curves, where }: { readonly curves: Curves; readonly where: string }) => {
  const { after, points } = curves;
  const length = Math.max(...sides.map((side) => points[side].length));
  const id = `${after} on ${where}`.replace(/[^\w:-]+/g, '-');
  return (
    <figure>
      <figcaption>{curveWords[after]}</figcaption>
      {length === 0 ? (
        <p>No curve: there was no such move in any simulated run.</p>
      ) : (
        <>
          <Key />
          <Wide label={curveWords[after]}>
            <svg
              class="chart"
              viewBox={`0 0 ${size.width} ${size.height}`}
              role="img"
              aria-labelledby={`${id}-title ${id}-desc`}
            >
              <title id={`${id}-title`}>{curveWords[after]}</title>
              <desc id={`${id}-desc`}>{inWords(curves)}</desc>
              <Axes points={length} />
              {sides.map((side) => (
                <Line key={side} side={side} points={points[side]} length={length} />
              ))}
            </svg>
          </Wide>
          <Numbers points={points} length={length} />
        </>
      )}
    </figure>
  );
};
