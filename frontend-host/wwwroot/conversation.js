import { byId } from './dom.js';
import { TurnView } from './turn.js';
import { replies } from './store.js';
import { t } from './text.js';

const near = 80;

/** The turns on the page, in their order. */
export class Conversation {
  #views = new Set();
  #scroll = byId('scroll');
  #list = byId('turns');
  #isFollowing = true;
  #top = 0;

  constructor(events) {
    this.events = events;
    this.#scroll.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    byId('latest').addEventListener('click', () => this.follow());
    // A bubble that grows, or a keyboard that opens, must not hide the newest words.
    const observer = new ResizeObserver(() => this.#isFollowing && this.#toEnd());
    observer.observe(this.#list);
    observer.observe(this.#scroll);
  }

  get isEmpty() {
    return this.#views.size === 0;
  }

  get views() {
    return [...this.#views];
  }

  /** The oldest message that is shown, as the history names it. */
  get oldestId() {
    const oldest = this.views.filter(view => view.turn !== null).sort((a, b) => a.turn - b.turn)[0];
    return oldest && `${oldest.turn}${oldest.hasUser ? 'u' : 'a'}`;
  }

  /** The turn of a message id or a number; a new one where there is none. */
  turn(id, number) {
    const byName = id === undefined || id === null ? undefined : this.views.find(view => view.id === id);
    const byNumber = number ? this.views.find(view => view.turn === number) : undefined;
    // One that came by the history and by its id is the same turn twice; and a turn that was lost leaves its number to another.
    if (byName && byNumber && byName !== byNumber) {
      if (byNumber.id) byNumber.turn = null;
      else this.remove(byNumber);
    }
    const isSame = byNumber && (!id || !byNumber.id);
    if (!byName && byNumber && !isSame) byNumber.turn = null;
    const view = byName ?? (isSame ? byNumber : new TurnView(this.events));
    if (id) view.id = id;
    if (number) view.turn = number;
    this.#views.add(view);
    this.#place(view);
    return view;
  }

  /** Messages from the history. `isOlder` is undefined for a single message; with true the reader stays at what was read. */
  merge(messages, isOlder) {
    if (isOlder) this.#isFollowing = false;
    const height = this.#scroll.scrollHeight;
    for (const { id, role, content, timestamp, ...rest } of messages) {
      const number = Number.parseInt(id, 10);
      const view = this.turn(null, number);
      if (role === 'user') view.setUser(content, timestamp);
      else if (!view.isEnded) {
        const kept = replies.get(number);
        const reply = { chinese_content: content, ...rest, ...kept?.chinese_content === content ? kept : {} };
        view.end(reply, reply.interrupted, reply.results);
      }
    }
    if (isOlder !== undefined) this.#endStopped();
    if (isOlder) this.#scroll.scrollTop += this.#scroll.scrollHeight - height;
  }

  // In a whole page of the history a message without a reply is one that was stopped before she said a word.
  #endStopped() {
    for (const view of this.views) if (view.turn && !view.id && !view.isOpen && !view.isEnded) view.fail(t('stopped'));
  }

  remove(view) {
    view.node.remove();
    this.#views.delete(view);
  }

  /** Removes all but what `keep` says. */
  reset(keep = () => false) {
    for (const view of this.views) if (!keep(view)) this.remove(view);
  }

  /** Shows the end, and stays there. */
  follow() {
    this.#isFollowing = true;
    this.#toEnd();
  }

  #place(view) {
    const order = other => other.turn ?? Number.MAX_SAFE_INTEGER;
    const sorted = this.views.sort((a, b) => order(a) - order(b));
    const next = sorted[sorted.indexOf(view) + 1]?.node ?? null;
    if (view.node.parentNode === this.#list && view.node.nextSibling === next) return;
    this.#list.insertBefore(view.node, next?.parentNode ? next : null);
  }

  #toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
    this.#top = this.#scroll.scrollTop;
    byId('latest').hidden = true;
  }

  #scrolled() {
    const { scrollTop: top, scrollHeight, clientHeight } = this.#scroll;
    // She may have said more before this event came: only who went up has left the end.
    if (scrollHeight - top - clientHeight < near) this.#isFollowing = true;
    else if (top < this.#top) this.#isFollowing = false;
    this.#top = top;
    byId('latest').hidden = this.#isFollowing;
  }
}
