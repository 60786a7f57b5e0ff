/**
 * docs/model.md in Promela, for SPIN: the independent peer that the benchmark measures against and whose number of
 * states must be ours. Policy `first-time`, guest `any`, and the default of every other axis (`map: on-move`,
 * `hinting: interleaved`, `moves: true`, no lifecycle, no fault).
 *
 * The shape is what SPIN explores fastest:
 * - one process that never leaves its loop, so that a state of SPIN is a state of the model;
 * - one `d_step` an action, so that no state lies inside an action;
 * - every cell a bit field, and local to the process, where SPIN packs them right behind its own header.
 *
 * How the cells are encoded. Each value has one code, or SPIN would count a state of the model twice.
 * - `placement`: `running`, `halted` (neither: ready) and `on`.
 * - `event`: `phase` (0 idle, 1 raised, 2 identified), `at` (the CPU, 0 when idle) and `hint` (0 unless identified).
 * - a hint, and `pending` and `servicing`: 0 nothing, 1 an interrupt without a hint, 2^V + a bit mask of the VM's VCPUs
 *   when there is one. So 2^V is the hint that names nobody, and whatever is above it names somebody.
 */

interface Vcpu {
  /** As it stands at the end of a variable's name, e.g. `vm0_vcpu1`. */
  readonly id: string;
  /** Its index within the VM, which is also its bit in a hint and its code in a route. */
  readonly index: number;
  /** The host CPU of its initial placement. */
  readonly initialCpu: number;
}

interface Vm {
  readonly vcpus: readonly Vcpu[];
  /** As they stand at the end of a variable's name, e.g. `vm0_e1`. */
  readonly sources: readonly string[];
}

interface Cell {
  readonly name: string;
  readonly bits: number;
  readonly initial: number;
}

/** Takes `P:VxS+VxS…` apart: P host CPUs, then a VM each with V VCPUs and S sources. Throws on anything else. */
function parseScope(scope: string) {
  if (!/^[1-9]\d?:[1-9]\d?x[1-9]\d?(\+[1-9]\d?x[1-9]\d?)*$/.test(scope)) {
    throw new Error(`'${scope}' is not a scope: expected P:VxS+VxS…, such as 2:2x1+1x1`);
  }
  const [hostCpus = '', vms = ''] = scope.split(':');
  const parsed = vms.split('+').map((vm) => {
    const [vcpus = '', sources = ''] = vm.split('x');
    return { vcpus: Number(vcpus), sources: Number(sources) };
  });
  // A hint with its tag has V + 1 bits, and SPIN computes with signed 32-bit integers.
  if (parsed.some((vm) => vm.vcpus > 30)) throw new Error(`'${scope}' has more than 30 VCPUs in a VM`);
  return { hostCpus: Number(hostCpus), vms: parsed };
}

/** The Promela model of a scope `P:VxS+VxS…`. Pure. Throws if that is not a scope. */
export function promelaModel(scope: string): string {
  const { vms, hostCpus } = topologyOf(scope);
  const cells = vms.flatMap((vm) => cellsOf(vm, hostCpus));
  const everyVcpu = vms.flatMap((vm) => vm.vcpus);
  const lines = [
    `/* ${scope}, policy first-time, guest any, defaults */`,
    'active proctype machine() {',
    ...cells.map(
      ({ name, bits, initial }) => `  unsigned ${name} : ${bits}${initial === 0 ? '' : ` = ${initial}`};`,
    ),
    '  do',
    ...hostScheduler(vms, everyVcpu, hostCpus),
    ...device(vms, hostCpus),
    ...hypervisor(vms),
    ...guest(vms),
    '  od',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** How many bits the cells of a scope have together: what an estimate of its number of states can start from. */
export function stateBits(scope: string): number {
  const { vms, hostCpus } = topologyOf(scope);
  return vms.flatMap((vm) => cellsOf(vm, hostCpus)).reduce((sum, { bits }) => sum + bits, 0);
}

function topologyOf(scope: string): { readonly hostCpus: number; readonly vms: readonly Vm[] } {
  const { hostCpus, vms } = parseScope(scope);
  let globalIndex = 0;
  const vcpuOf = (vm: number) => (index: number) => ({
    id: `vm${vm}_vcpu${index}`,
    index,
    initialCpu: globalIndex++ % hostCpus,
  });
  return {
    hostCpus,
    vms: vms.map(({ vcpus, sources }, vm) => ({
      vcpus: range(vcpus).map(vcpuOf(vm)),
      sources: range(sources).map((source) => `vm${vm}_e${source}`),
    })),
  };
}

function cellsOf({ vcpus, sources }: Vm, hostCpus: number): Cell[] {
  const cell = (name: string, bits: number, initial = 0): Cell => ({ name, bits, initial });
  const cpuBits = bitsFor(hostCpus);
  const hintBits = vcpus.length + 1;
  return [
    ...vcpus.flatMap(({ id, initialCpu }) => [
      cell(`running_${id}`, 1),
      cell(`halted_${id}`, 1),
      cell(`on_${id}`, cpuBits, initialCpu),
      cell(`mapped_${id}`, cpuBits, initialCpu),
    ]),
    ...sources.flatMap((s) => [
      cell(`seen_${s}`, 1),
      cell(`route_${s}`, bitsFor(vcpus.length)),
      cell(`phase_${s}`, 2),
      cell(`at_${s}`, cpuBits),
      cell(`hint_${s}`, hintBits),
      ...vcpus.flatMap((v) => [cell(pending(s, v), hintBits), cell(servicing(s, v), hintBits)]),
    ]),
  ];
}

function hostScheduler(vms: readonly Vm[], everyVcpu: readonly Vcpu[], hostCpus: number): string[] {
  return [
    // dispatch(v): ready, and nobody runs on its CPU. (`others` leaves v out: it does not run, says the guard.)
    '  /* dispatch(v) */',
    ...everyVcpu.map(({ id }) => {
      const others = everyVcpu.filter((other) => other.id !== id);
      const free = others.map((other) => `!(running_${other.id} && on_${other.id} == on_${id})`);
      return step([`!running_${id}`, `!halted_${id}`, ...free], [`running_${id} = 1`]);
    }),
    '  /* preempt(v) */',
    ...everyVcpu.map(({ id }) => step([`running_${id}`], [`running_${id} = 0`])),
    // halt(v): nothing is pending or in service on it.
    '  /* halt(v) */',
    ...vms.flatMap(({ vcpus, sources }) =>
      vcpus.map((v) => {
        const quiet = sources.flatMap((s) => [`!${pending(s, v)}`, `!${servicing(s, v)}`]);
        return step([`running_${v.id}`, ...quiet], [`running_${v.id} = 0`, `halted_${v.id} = 1`]);
      }),
    ),
    // migrate(v, c), with record(v, c): the policy has no onMove, so only the map's entry is written.
    '  /* migrate(v, c) */',
    ...everyVcpu.flatMap(({ id }) =>
      range(hostCpus).map((c) =>
        step([`!running_${id}`, `on_${id} != ${c}`], [`on_${id} = ${c}`, `mapped_${id} = ${c}`]),
      ),
    ),
  ];
}

function device(vms: readonly Vm[], hostCpus: number): string[] {
  const everySource = vms.flatMap((vm) => vm.sources);
  return [
    '  /* raise(s, c) */',
    ...everySource.flatMap((s) =>
      range(hostCpus).map((c) => step([`phase_${s} == 0`], [`phase_${s} = 1`, `at_${s} = ${c}`])),
    ),
  ];
}

function hypervisor(vms: readonly Vm[]): string[] {
  return [
    // identify(s), first event of its type: the hint is whoever is mapped on that CPU, even when that is nobody.
    '  /* identify(s), not seen before */',
    ...vms.flatMap(({ vcpus, sources }) =>
      sources.map((s) => {
        const here = vcpus.map(({ id, index }) => `((mapped_${id} == at_${s}) << ${index})`);
        const hint = [namesNobody(vcpus), ...here].join(' | ');
        return step(
          [`phase_${s} == 1`, `!seen_${s}`],
          [`phase_${s} = 2`, `hint_${s} = ${hint}`, `seen_${s} = 1`],
        );
      }),
    ),
    // identify(s), any later event: no hint.
    '  /* identify(s), seen before */',
    ...vms.flatMap(({ sources }) =>
      sources.map((s) => step([`phase_${s} == 1`, `seen_${s}`], [`phase_${s} = 2`, `hint_${s} = 1`])),
    ),
    // inject(s), one option for each VCPU t that the route may name: coalesce, and kick (a running t is not halted).
    '  /* inject(s) */',
    ...vms.flatMap(({ vcpus, sources }) =>
      sources.flatMap((s) =>
        vcpus.map((t) => {
          const old = pending(s, t);
          const newer = `hint_${s} > ${namesNobody(vcpus)} || ${old} <= 1`;
          return step(
            [`phase_${s} == 2`, `route_${s} == ${t.index}`],
            [
              `${old} = (${newer} -> hint_${s} : ${old})`,
              ...[`phase_${s} = 0`, `at_${s} = 0`, `hint_${s} = 0`],
              `halted_${t.id} = 0`,
            ],
          );
        }),
      ),
    ),
  ];
}

function guest(vms: readonly Vm[]): string[] {
  const forEachPair = (options: (vm: Vm, s: string, v: Vcpu) => string[]): string[] =>
    vms.flatMap((vm) => vm.sources.flatMap((s) => vm.vcpus.flatMap((v) => options(vm, s, v))));
  return [
    '  /* take(s, v) */',
    ...forEachPair((_, s, v) => [
      step(
        [`running_${v.id}`, pending(s, v), `!${servicing(s, v)}`],
        [`${servicing(s, v)} = ${pending(s, v)}`, `${pending(s, v)} = 0`],
      ),
    ]),
    // program(s, v, t): any t that the hint names. Without a lifecycle no VCPU is offline.
    '  /* program(s, v, t) */',
    ...forEachPair(({ vcpus }, s, v) =>
      vcpus.map((t) =>
        step(
          [
            `running_${v.id}`,
            `${servicing(s, v)} > ${namesNobody(vcpus)}`,
            `(${servicing(s, v)} & ${2 ** t.index})`,
          ],
          [`route_${s} = ${t.index}`, `${servicing(s, v)} = 1`],
        ),
      ),
    ),
    // finish(s, v): there is nobody to program, for there is no hint or it names nobody.
    '  /* finish(s, v) */',
    ...forEachPair(({ vcpus }, s, v) => [
      step(
        [`running_${v.id}`, `(${servicing(s, v)} == 1 || ${servicing(s, v)} == ${namesNobody(vcpus)})`],
        [`${servicing(s, v)} = 0`],
      ),
    ]),
  ];
}

const pending = (source: string, { index }: Vcpu): string => `pending_${source}_vcpu${index}`;
const servicing = (source: string, { index }: Vcpu): string => `servicing_${source}_vcpu${index}`;

/** The code of the hint that is the empty set. */
const namesNobody = (vcpus: readonly Vcpu[]): number => 2 ** vcpus.length;

/** One option of the loop: an action of the model, in one step of SPIN. */
const step = (guards: readonly string[], effects: readonly string[]): string =>
  `  :: d_step { ${guards.join(' && ')} -> ${effects.join('; ')} }`;

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** The width of a bit field for the values 0 … count-1; SPIN has none of width 0. */
const bitsFor = (count: number): number => Math.max(1, Math.ceil(Math.log2(count)));
