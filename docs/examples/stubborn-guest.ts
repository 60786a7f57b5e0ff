import { defineGuest } from 'hintproof';

/** A driver that moves its interrupt only when the hint leaves its present VCPU out, and then as little as it can. */
export default defineGuest({
  name: 'stubborn',
  summary: 'stays where it is if the hint allows it, else takes the last VCPU that the hint names',
  choices: (hint, { route }) => (hint === null || hint.includes(route) ? [] : hint.slice(-1)),
  // it programs nothing that the hint does not name, and always something when the hint leaves its VCPU out
  obeys: true,
  usesHints: true,
  mayIgnore: false,
});
