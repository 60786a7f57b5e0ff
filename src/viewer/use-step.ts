/** The step that is looked at; the page's address names it, so that a link can. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** `#step=4` → 4; the last step, which the trace is about, where the address names none. */
const stepInAddress = (last: number): number => {
  const named = /^#step=(\d+)$/.exec(location.hash)?.[1];
  return named === undefined ? last : Math.min(last, Number(named));
};

const intoAddress = (step: number): void => {
  try {
    // what is not pushed need not be gone back through
    history.replaceState(null, '', `#step=${step}`);
  } catch {
    // a preview may forbid it; the page works without
  }
};

export interface Steps {
  readonly step: number;
  readonly go: (to: number) => void;
  readonly next: () => void;
  readonly previous: () => void;
}

/** `afterLast`: where the next one leads from the last step. */
export const useStep = (last: number, afterLast: number): Steps => {
  const [step, setStep] = useState(() => stepInAddress(last));
  // keys may come faster than the page is drawn
  const latest = useRef(step);
  const show = (to: number): void => {
    latest.current = Math.max(0, Math.min(last, to));
    setStep(latest.current);
  };
  const go = (to: number): void => {
    show(to);
    intoAddress(latest.current);
  };
  useLayoutEffect(() => {
    const follow = (): void => show(stepInAddress(last));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [last]);
  const next = (): void => go(latest.current < last ? latest.current + 1 : afterLast);
  return { step, go, next, previous: () => go(latest.current - 1) };
};
