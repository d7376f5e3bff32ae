const space = 'http://www.w3.org/2000/svg';
const line = (d, className = 'stroke') => ['path', { d, class: className }];
const dot = (cx, cy, r, className = 'ink') => ['circle', { cx, cy, r, class: className }];
const oval = (cx, cy, rx, ry, className) => ['ellipse', { cx, cy, rx, ry, class: className }];

const open = [oval(38, 59, 3.6, 4.6, 'ink'), oval(62, 59, 3.6, 4.6, 'ink'), dot(39.3, 57.4, 1.2, 'light'), dot(63.3, 57.4, 1.2, 'light')];
const wide = [oval(38, 59, 4.6, 5.8, 'ink'), oval(62, 59, 4.6, 5.8, 'ink'), dot(39.8, 57, 1.7, 'light'), dot(63.8, 57, 1.7, 'light'), dot(36.8, 61.5, 0.9, 'light'), dot(60.8, 61.5, 0.9, 'light')];
const smiling = [line('M33 60Q38 53.500 43 60'), line('M57 60Q62 53.500 67 60')];
const lowered = [line('M33 58Q38 62.500 43 58'), line('M57 58Q62 62.500 67 58')];
const narrow = [line('M33 59L43 60'), line('M57 60L67 59')];
const worriedBrows = [line('M32 51L42 47.500', 'brow'), line('M68 51L58 47.500', 'brow')];
const crossBrows = [line('M32 48L43 52', 'brow'), line('M68 48L57 52', 'brow')];
const calmBrows = [line('M33 50Q38 47.500 43 49.500', 'brow'), line('M67 50Q62 47.500 57 49.500', 'brow')];
const blush = [oval(31.5, 67, 4.6, 2.8, 'blush'), oval(68.5, 67, 4.6, 2.8, 'blush')];
const deepBlush = [oval(32, 66.500, 6.2, 3.8, 'blush deep'), oval(68, 66.500, 6.2, 3.8, 'blush deep')];

const looks = {
  neutral: [...calmBrows, ...open, ...blush, line('M45 73Q50 75.500 55 73')],
  happy: [...calmBrows, ...smiling, ...blush, line('M43 70.500Q50 80 57 70.500Z', 'mouth')],
  excited: [...calmBrows, ...wide, ...deepBlush, line('M41.500 70Q50 85 58.500 70Z', 'mouth')],
  shy: [...worriedBrows, ...lowered, ...deepBlush, line('M46 73.500Q50 76 54 73.500')],
  sad: [...worriedBrows, ...open, line('M44 76Q50 71 56 76'), line('M66 66Q63 71.500 66 73Q69 71.500 66 66Z', 'tear')],
  worried: [...worriedBrows, ...open, ...blush, line('M43 74.500Q46.500 71 50 74.500T57 74.500'), line('M77 42Q73.500 48.500 77 50.500Q80.500 48.500 77 42Z', 'tear')],
  angry: [...crossBrows, ...open, ...deepBlush, line('M43.500 76.500Q50 70.500 56.500 76.500'), line('M76 36l5 3m0 0l3 -5m-3 5l-2 5', 'vein')],
  sulking: [...crossBrows, ...narrow, oval(30.500, 69, 6.500, 5, 'blush deep'), oval(69.500, 69, 6.500, 5, 'blush deep'), line('M46.500 76Q50 71.500 53.500 76')],
};

const head = [
  line('M17 54C15 26 34 14 50 14S85 26 83 54C84 72 80 84 76 90L24 90C20 84 16 72 17 54Z', 'hair'),
  dot(22, 22, 12, 'hair'), dot(78, 22, 12, 'hair'),
  line('M27 29l-7 9m5 -8l-2 11', 'ribbon'), line('M73 29l7 9m-5 -8l2 11', 'ribbon'),
  line('M30 100C30 88 40 86 50 86S70 88 70 100Z', 'robe'),
  line('M44 80h12v8q-6 6 -12 0Z', 'skin shade'),
  oval(50, 59, 29, 27, 'skin'),
  line('M20.500 60C18 32 36 21 50 21S82 32 79.500 60C76 52 74 46 70 40C64 44 56 43 50 36C44 43 36 44 30 40C26 46 24 52 20.500 60Z', 'hair'),
  line('M50 43.500l1.800 3l-1.800 3l-1.800 -3Z', 'mark'),
];

/** Her face, drawn. It says nothing to a screen reader: the emotion is written beside it. */
export function face(emotion) {
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 100 100');
  svg.setAttribute('class', 'face');
  svg.setAttribute('aria-hidden', 'true');
  for (const [name, attributes] of [...head, ...(looks[emotion] ?? looks.neutral)]) {
    const part = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    svg.append(part);
  }
  return svg;
}

/** A sign for what she does; empty for nothing. */
export const actionSign = action => ({ bow: '🙏', smile: '🌸', turn_away: '💢', pour_tea: '🍵', draw_sword: '⚔️', give_gift: '🎁' })[action] ?? '';
