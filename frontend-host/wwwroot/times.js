import { language } from './text.js';

const steps = [['second', 60], ['minute', 60], ['hour', 24], ['day', 30], ['month', 12], ['year', Infinity]];

/** How long ago a time was, in words. */
export function ago(time) {
  let past = Math.max(0, (Date.now() - new Date(time)) / 1000);
  for (const [unit, most] of steps) {
    if (past < most) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(past), unit);
    past /= most;
  }
}
