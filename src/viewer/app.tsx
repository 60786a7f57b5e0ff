/** The page of a trace. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { match } from 'ts-pattern';
import { frameOf } from '../picture/frame.ts';
import { Heads } from '../picture/heads.tsx';
import { afterLast } from '../picture/loop.ts';
import { readingOf } from '../picture/reading.ts';
import { SignList, signs } from '../picture/signs.tsx';
import { stepInWords } from '../picture/words.ts';
import type { Story } from '../results/story.ts';
import { Footer, Header } from './header.tsx';
import { Help } from './help.tsx';
import { commandOf } from './keys.ts';
import { Panel } from './panel.tsx';
import { reveal } from './reveal.ts';
import { Steps } from './steps.tsx';
import { Timeline } from './timeline.tsx';
import { useStep } from './use-step.ts';

const whereOf = (target: EventTarget | null): 'text' | 'steps' | 'elsewhere' => {
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.closest('input') !== null) return 'text';
  return target.closest('.steps') === null ? 'elsewhere' : 'steps';
};

export const App = ({ story }: { readonly story: Story }) => {
  const reading = useMemo(() => readingOf(story), [story]);
  const frame = useMemo(() => frameOf(reading), [reading]);
  const legend = useMemo(() => <SignList of={signs.filter(({ isIn }) => isIn(reading))} />, [reading]);
  const { last } = reading;
  const { step, go, next, previous } = useStep(last, afterLast(story));
  const [typed, setTyped] = useState('');
  const filter = useRef<HTMLInputElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const box = useRef<HTMLElement>(null);

  useEffect(() => {
    if (box.current !== null) reveal(box.current, reading, frame, step);
  }, [reading, frame, step]);

  // at once: a key may come before the page is painted
  useLayoutEffect(() => {
    const leave = (): void => {
      if (document.activeElement === filter.current) filter.current?.blur();
      setTyped('');
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || dialog.current?.open === true) return;
      const command = commandOf(event.key, whereOf(event.target));
      if (command === null) return;
      event.preventDefault();
      match(command)
        .with('next', next)
        .with('previous', previous)
        .with('first', () => go(0))
        .with('last', () => go(last))
        .with('verdict', () => (story.outcome === 'nothing' ? undefined : go(last)))
        .with('filter', () => filter.current?.focus())
        .with('help', () => dialog.current?.showModal())
        .with('leave', leave)
        .exhaustive();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  return (
    <>
      <Header story={story} onHelp={() => dialog.current?.showModal()} />
      <main>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached without a mouse */}
        <section class="trace" ref={box} tabIndex={0} aria-label="The trace">
          <div class="corner">{`${last} ${last === 1 ? 'step' : 'steps'}`}</div>
          <Heads reading={reading} frame={frame} />
          <Steps story={story} step={step} onStep={go} />
          <Timeline {...{ reading, frame, step }} onStep={go} />
          <div class="legend">{legend}</div>
        </section>
        <Panel {...{ reading, story, step, typed, filter }} onStep={go} onType={setTyped} />
      </main>
      <Footer story={story} />
      <Help dialog={dialog} />
      <div class="unseen" role="status">
        {stepInWords(story, step)}
      </div>
    </>
  );
};
