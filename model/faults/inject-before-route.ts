import type { VcpuId } from '../topology.ts';
import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const injectBeforeRoute = defineFault({
  name: 'inject-before-route',
  summary: 'the route is read when an event is identified, and used when it is injected',
  source:
    'cloud-hypervisor issue 7813 (a backend keeps the route that it was given first); the copy as such: Linux 56f89f3629ff',
  caughtBy: ['delivered-where-routed'],
  shows: { scope: '1:2x1' },
  // the copy of the route
  initial: null,
  next: {
    identify: ({ source, cells, sound }) =>
      amended(sound(), (writes) => ({ ...writes, kept: { [source]: cells.route(source) } })),
    inject: ({ source, cells, sound }) =>
      amended(sound({ route: () => cells.kept(source) as VcpuId }), (writes) => ({
        ...writes,
        kept: { [source]: null },
      })),
  },
});
