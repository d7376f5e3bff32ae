import { byId, el } from '../dom.js';
import { tokens } from '../store.js';
import { administrator, entrance, goOut } from './entry.js';

const places = { users: ['Users', './#users'], 'sign-ins': ['Sign-ins', './#sign-ins'], audit: ['Audit log', './#audit'], cluster: ['Cluster', 'cluster.html'] };

/**
 * What all pages of administration have: the way to the others, who asks, and the way in where nobody does.
 * @param start shows the page once somebody may see it
 * @param why why the way in is shown although somebody was in; undefined when that is not so
 */
export function showFrame(current, start, why) {
  const me = why === undefined ? administrator() : null;
  byId('bar').replaceChildren(
    el('a', { className: 'home', href: '../' }, el('img', { src: '../favicon.svg', alt: '', width: 28, height: 28 }), el('span', {}, 'Actors')),
    el('nav', { ariaLabel: 'Administration' }, ...Object.entries(places).map(([name, [text, href]]) => {
      const link = el('a', { href }, text);
      if (name === current) link.setAttribute('aria-current', 'page');
      return link;
    })),
    me ? el('span', { className: 'tools' }, el('span', { className: 'me', title: me.sub }, me.email || me.sub), el('button', { type: 'button', className: 'plain', id: 'sign-out', onclick: out }, 'Sign out')) : '');
  if (why === undefined) return byId('entrance').replaceChildren();
  byId('entrance').replaceChildren(why ? el('p', { className: 'wrong', role: 'alert' }, why) : '', entrance(() => {
    showFrame(current, start);
    start();
  }));
}

async function out() {
  await goOut().catch(() => null);
  location.reload();
}

// Another window of this browser became somebody else.
addEventListener('storage', event => event.key === tokens.key && location.reload());
