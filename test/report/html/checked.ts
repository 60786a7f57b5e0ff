/** Real checks, and what a reporter is told besides. */
import { check } from '../../../src/check/index.ts';
import type { Config } from '../../../src/input/config.ts';
import { wishesOf } from '../../../src/input/config.ts';
import { requestFrom } from '../../../src/input/request.ts';
import type { ReportContext } from '../../../src/report/reporter.ts';
import type { CheckReport } from '../../../src/results/request.ts';
import { usual } from '../reports.ts';

export interface Checked {
  readonly report: CheckReport;
  readonly context: ReportContext;
}

const made = new Map<string, Promise<Checked>>();

/** What a check comes to; made once for all tests of a file. */
export const checked = (config: Config): Promise<Checked> => {
  const key = JSON.stringify(config);
  const run = async (): Promise<Checked> => {
    const request = await requestFrom(wishesOf(config, process.cwd(), (field) => field));
    const report = await check(request);
    const context = {
      version: '1.2.3',
      request,
      usual,
      traces: 'demanded',
      verbose: false,
      saved: [],
    } as const;
    return { report, context };
  };
  const one = made.get(key) ?? run();
  made.set(key, one);
  return one;
};

/** The same, as if everything that has the first name had the second one. */
export const renamed = <T>(value: T, from: string, to: string): T =>
  JSON.parse(
    JSON.stringify(value).replaceAll(JSON.stringify(from).slice(1, -1), () =>
      JSON.stringify(to).slice(1, -1),
    ),
  ) as T;

/** Names as no one is allowed to have them, and whatever a module or a file may bring all the same. */
export const hostile = [
  '</style><script>alert(1)</script>',
  '<!--<script>',
  '</title></section><img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "' onmouseover='alert(1)",
  '&lt;b&gt;&amp;',
  'a'.repeat(300),
];
