/** The rungs that a policy climbed, as a table. */
import type { RungRow } from '../rungs.ts';
import { MarkSign, Wide } from './parts.tsx';

const Row = ({ row: { name, mark, climbed, absent } }: { readonly row: RungRow }) => (
  <tr class={climbed === null ? 'aside' : undefined}>
    <th scope="row">
      <MarkSign mark={mark} /> <code>{name}</code>
    </th>
    {climbed === null ? (
      <>
        <td colSpan={3} />
        <td>{absent}</td>
      </>
    ) : (
      <>
        <td class="number">{climbed.states}</td>
        <td class="number">{climbed.depth}</td>
        <td class="number">{climbed.time}</td>
        <td>
          {!climbed.isFinished && (
            <strong class="doubtful">unfinished{climbed.remark === '' ? '' : ': '}</strong>
          )}
          {climbed.remark}
        </td>
      </>
    )}
  </tr>
);

export const RungTable = ({ rows }: { readonly rows: readonly RungRow[] }) => (
  <Wide label="Rungs">
    <table class="rungs">
      <thead>
        <tr>
          <th>scope</th>
          <th class="number">states</th>
          <th class="number">depth</th>
          <th class="number">time</th>
          <th>what it shows</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.name} row={row} />
        ))}
      </tbody>
    </table>
  </Wide>
);
