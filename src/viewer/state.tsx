/** The state after the step that is looked at, in words. */

import { colourOf } from '../picture/chips.tsx';
import type { Reading } from '../picture/reading.ts';
import type { CellGroup, ShownCell } from './cells.ts';
import { filtered, groupsAt } from './cells.ts';

const CellLine = ({ cell, label, value, before, involved }: ShownCell) => (
  <div class={before === null ? 'cell' : 'cell changed'} data-cell={cell}>
    <dt title={cell}>{label}</dt>
    <dd>
      {before !== null && (
        <>
          <span class="before">{before}</span>
          <span class="arrow"> → </span>
        </>
      )}
      <span class="value">{value}</span>
      {involved && (
        <>
          {' '}
          <span class="tag" title="the answer depends on this cell">
            involved
          </span>
        </>
      )}
    </dd>
  </div>
);

const Group = ({ reading, group }: { readonly reading: Reading; readonly group: CellGroup }) => (
  <section class="group">
    <h3>
      {group.of === 'vcpu' && <span class={`dot ${colourOf(reading, group.name as 'vm0.vcpu0')}`} />}
      {group.name}
    </h3>
    <dl>
      {group.cells.map((cell) => (
        <CellLine key={cell.cell} {...cell} />
      ))}
    </dl>
  </section>
);

interface StateProps {
  readonly reading: Reading;
  readonly step: number;
  readonly typed: string;
}

export const State = ({ reading, step, typed }: StateProps) => {
  const groups = filtered(groupsAt(reading, step), typed);
  return (
    <section class="state" aria-label="State">
      <h2>{step === 0 ? 'The initial state' : `The state after step ${step}`}</h2>
      {groups.length === 0 && <p class="aside">No cell matches.</p>}
      <div class="groups">
        {groups.map((group) => (
          <Group key={group.name} reading={reading} group={group} />
        ))}
      </div>
    </section>
  );
};
