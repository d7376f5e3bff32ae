import { el } from './dom.js';
import { t } from './text.js';

const han = /[\p{Script=Han}〇]/u;
const opening = /[“‘（《【「『(]/u;

/** The syllables, when there is exactly one for each Chinese character; null otherwise. */
export function align(chinese, pinyin) {
  const count = [...chinese].filter(c => han.test(c)).length;
  if (count === 0) return null;
  const syllables = pinyin.split(/[\s\p{P}\p{S}]+/u).filter(Boolean);
  if (syllables.length === count) return syllables;
  // Names and numbers that stand in the Chinese may stand in the pinyin too.
  const foreign = new Set(chinese.toLowerCase().match(/[\p{Script=Latin}\d]+/gu) ?? []);
  const own = syllables.filter(syllable => !foreign.has(syllable.toLowerCase()));
  return own.length === count ? own : null;
}

/** Chinese with its pinyin above it, or on a line of its own where they do not match. Each character knows its place (`data-at`). */
export function withPinyin(chinese, pinyin) {
  const text = el('p', { className: 'zh', lang: 'zh-Hans', dir: 'ltr', tabIndex: 0, role: 'group', ariaLabel: t('lookUp') });
  const syllables = pinyin ? align(chinese, pinyin) : null;
  for (const { start, piece, at } of pieces(chinese)) text.append(annotate(piece, at, start, syllables));
  return syllables || !pinyin ? [text] : [text, el('p', { className: 'pinyin-line', lang: 'zh-Latn', dir: 'ltr' }, pinyin)];
}

// A character with the punctuation that must stay on its line; where the piece begins, and where in it the character is.
function pieces(chinese) {
  const found = [];
  let before = '';
  for (const c of chinese) {
    if (han.test(c) || /\s/u.test(c) || found.length === 0) {
      found.push(before + c);
      before = '';
    } else if (opening.test(c)) before += c;
    else if (before) before += c;
    else found[found.length - 1] += c;
  }
  if (before) found.push(before);
  let start = 0;
  return found.map(piece => {
    start += piece.length;
    return { start: start - piece.length, piece, at: piece.search(han) };
  });
}

function annotate(piece, at, start, syllables) {
  if (at < 0) return document.createTextNode(piece);
  const character = String.fromCodePoint(piece.codePointAt(at));
  // A screen reader that reads Chinese knows how it sounds; syllables between the characters would tear the words apart.
  return el('span', { className: 'together', 'data-at': start + at }, piece.slice(0, at),
    syllables ? el('ruby', {}, character, el('rt', { lang: 'zh-Latn', ariaHidden: 'true' }, syllables.shift())) : character, piece.slice(at + character.length));
}
