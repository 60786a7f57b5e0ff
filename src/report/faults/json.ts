/** The table of faults for machines: docs/json.md. */

import type { Breaker, FaultsReport, TriedFault } from '../../faults/faults.ts';
import { nameOf } from '../../results/request.ts';

const faultOf = ({ about, fault, policy, guest, rung, breaks, missed, result }: TriedFault) => {
  const { map, hinting, moves, lifecycle } = rung.options;
  return {
    fault,
    summary: about.summary,
    source: about.source,
    result,
    configuration: { policy, guest, scope: rung.scope, map, hinting, moves, lifecycle },
    caughtBy: about.caughtBy,
    missed,
    breaks,
  };
};

const breakerOf = ({ is, name, rung, length }: Breaker) => {
  const { fault: _, ...options } = rung.options;
  return { [is]: name, guest: nameOf(rung.guest), scope: rung.scope, ...options, length };
};

export const faultsJson = ({ faults, properties, exitCode }: FaultsReport, version: string): string => {
  const tried = properties.map(({ property, contract, brokenBy }) => ({
    property,
    contract,
    brokenBy: brokenBy.map(breakerOf),
  }));
  const report = {
    tool: { name: 'hintproof', version },
    faults: faults.map(faultOf),
    properties: tried,
    exitCode,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
};
