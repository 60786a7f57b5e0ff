/** Times of tasks that take turns. */
const rounds = 3;

/** The median of what each takes, in seconds; they take turns. */
export const medians = (tasks: readonly (() => unknown)[]): readonly number[] => {
  const times = tasks.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    tasks.forEach((task, i) => {
      const began = performance.now();
      task();
      times[i]!.push((performance.now() - began) / 1000);
    });
  return times.map((all) => all.toSorted((a, b) => a - b)[rounds >> 1]!);
};
