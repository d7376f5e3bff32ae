import { el } from '../dom.js';
import { language, t } from '../text.js';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** What the plan allows, and what is used of it. */
export function planCard({ plan, quota }) {
  const resets = new Date(quota.resets_at).toLocaleString(language, { weekday: 'long', hour: 'numeric', minute: '2-digit' });
  return el('section', { className: 'tile', id: 'plan' }, el('h2', {}, t('plan'), ' ', el('span', { className: 'badge' }, t(`plan.${plan}`) ?? plan)),
    bar('tokens', t('tokensToday'), quota.tokens_today, count => count.toLocaleString(language), 'tokensUnit'),
    bar('speech', t('speechToday'), quota.speech_seconds_today, minutes),
    bar('storage', t('storage'), quota.storage_bytes, size),
    el('p', { className: 'muted' }, t('resets', { when: resets })));
}

function bar(id, name, { used, limit }, text, key = 'usedOf') {
  const isEndless = limit === null;
  const said = t(isEndless ? 'noLimit' : key, { used: text(used), limit: isEndless ? '' : text(limit) });
  const meter = el('meter', { id: `quota-${id}`, min: 0, max: limit ?? 1, value: isEndless ? 0 : Math.min(used, limit), high: (limit ?? 1) * 0.9, optimum: 0 });
  meter.setAttribute('aria-valuetext', said);
  meter.setAttribute('aria-label', name);
  return el('div', { className: 'quota' }, el('span', {}, name), el('span', { className: 'muted' }, said), isEndless ? '' : meter);
}

const minutes = seconds => new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'short', maximumFractionDigits: 1 }).format(seconds / 60);

function size(bytes) {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return new Intl.NumberFormat(language, { style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: 1 }).format(bytes / 1024 ** step);
}
