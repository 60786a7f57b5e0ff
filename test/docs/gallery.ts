/** The gallery of docs/traces.md: the most instructive traces, each found anew by the command that is shown. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export const [begin, end] = ['<!-- the gallery: begin -->', '<!-- the gallery: end -->'];

interface Piece {
  readonly title: string;
  readonly before: string;
  /** Arguments of `hintproof trace`. */
  readonly args: string;
  readonly after: string;
}

const pieces: readonly Piece[] = [
  {
    title: 'The burnt hint of claim 1',
    before:
      'Claim 1 looks the VCPUs up the first time that a type of event is received, and never again. Here nobody is on that CPU just then.',
    args: 'hint-names-somebody first-time --scope 2:2x1',
    after:
      'The one hint that the VM will ever get for this source names nobody. `first-nonempty` mends it in one line: it waits with the hint until there is somebody to name.',
  },
  {
    title: 'A hint that went stale',
    before: 'Between look-up and programming, the VCPU that the hint names is moved to another CPU.',
    args: 'no-stale-hint every-event --scope 2:2x1',
    after:
      'Nobody did anything wrong: the hint was true when it was made (step 3). From step 4 on, following it costs what hinting was to save. No policy that hints can rule this out while VCPUs move: see that for `first-time` and for `on-miss`, too.',
  },
  {
    title: 'A hint lost by coalescing',
    before:
      'Two interrupts of a source become one where the first is still pending. Here is a hypervisor that keeps the older and drops the newer, with its hint: the fault `coalescing-drops`.',
    args: 'hint-survives-coalescing first-nonempty --fault coalescing-drops --scope 2:1x1',
    after:
      'The policy has spent its hint on an event whose interrupt never arrives on its own. In KVM the same happens to whatever rides on an interrupt, once the bit in the IRR is set already.',
  },
  {
    title: 'A hint for a VCPU that is gone',
    before:
      'With hotplug, a VCPU that is idle can be taken offline while a hint that names it is on its way.',
    args: 'hinted-vcpu-unplugged-before-read --scope 2:2x1 --no-moves --lifecycle hotplug',
    after:
      'This is a witness, no violation: it happens in a right machine. The hypervisor has to refuse the route that the guest may now ask for, and the model does (`route-within-vm`, and the guard of `program`).',
  },
  {
    title: 'The kick that nobody gave',
    before:
      'The route leads to a VCPU that sleeps. A hypervisor that makes the interrupt pending and does not kick, the fault `no-kick`, leaves it asleep.',
    args: 'no-lost-wakeup --fault no-kick --scope 2:2x1',
    after:
      'It sleeps until something else wakes it. With a hint the guest may well route to a VCPU that is about to go idle, so that hinting makes this old error more likely to be met.',
  },
];

const trace = (args: string): string => {
  try {
    return execFileSync(process.execPath, [cli, 'trace', ...args.split(' ')], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, NO_COLOR: '1' },
    });
  } catch (error) {
    // A violation has exit code 1.
    const { status, stdout } = error as { status: number; stdout: string };
    if (status !== 1) throw error;
    return `${stdout}[exit 1]\n`;
  }
};

const withoutCode = (text: string): string => text.replace(/\[exit 1\]\n$/, '');

const section = ({ title, before, args, after }: Piece): string =>
  [
    `### ${title}`,
    before,
    `\`\`\`console\n$ hintproof trace ${args}\n${trace(args)}\`\`\``,
    `\`\`\`mermaid\n${withoutCode(trace(`${args} --format mermaid`)).trimEnd()}\n\`\`\``,
    after,
  ].join('\n\n');

/** The page with the gallery made anew. */
export const withGallery = (page: string): string => {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/traces.md has no place for the gallery: ${begin}`);
  const made = pieces.map(section).join('\n\n');
  return `${page.slice(0, from + begin.length)}\n\n${made}\n\n${page.slice(to)}`;
};
