import { el } from './dom.js';

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

/** Chinese with its pinyin above it, or on a line of its own where they do not match. */
export function withPinyin(chinese, pinyin) {
  const text = el('p', { className: 'zh', lang: 'zh-Hans' });
  const syllables = pinyin ? align(chinese, pinyin) : null;
  if (!syllables) {
    text.append(chinese);
    return pinyin ? [text, el('p', { className: 'pinyin-line', lang: 'zh-Latn' }, pinyin)] : [text];
  }
  for (const piece of pieces(chinese)) text.append(annotate(piece, syllables));
  return [text];
}

// A character with the punctuation that must stay on its line.
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
  return found;
}

function annotate(piece, syllables) {
  const at = piece.search(han);
  if (at < 0) return document.createTextNode(piece);
  const character = String.fromCodePoint(piece.codePointAt(at));
  // A screen reader that reads Chinese knows how it sounds; syllables between the characters would tear the words apart.
  return el('span', { className: 'together' }, piece.slice(0, at),
    el('ruby', {}, character, el('rt', { lang: 'zh-Latn', ariaHidden: 'true' }, syllables.shift())), piece.slice(at + character.length));
}
