/** What this browser keeps. Storage may be full or forbidden: then nothing is kept, and the page works on. */
const mostReplies = 200;

function read(storage, key, otherwise) {
  try {
    return JSON.parse(storage().getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function write(storage, key, value) {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false; // Full or forbidden.
  }
}

const browser = () => localStorage;
const tab = () => sessionStorage;

/** Who this browser is: shared by its tabs; where nothing can be kept, known to this page alone. */
export const tokens = {
  key: 'actors.tokens',
  held: null,
  get() {
    return this.held ?? read(browser, this.key, null);
  },
  /** A guest has no name. */
  set(access, refresh, user, name) {
    this.keep({ access, refresh, user, name, savedAt: Date.now() });
  },
  rename(name) {
    this.keep({ ...this.get(), name });
  },
  drop() {
    this.keep(null);
  },
  keep(value) {
    this.held = write(browser, this.key, value) ? null : value;
  },
  get isMember() {
    return this.get()?.name !== undefined;
  },
};

/** Messages without an answer yet: of this tab, and kept over its reload. */
export const outbox = {
  key: 'actors.outbox',
  messages: read(tab, 'actors.outbox', []),
  add(message) {
    this.remove(message.id);
    this.messages.push(message);
    write(tab, this.key, this.messages);
  },
  find(id) {
    return this.messages.find(message => message.id === id);
  },
  remove(id) {
    this.messages = this.messages.filter(message => message.id !== id);
    write(tab, this.key, this.messages);
  },
  clear() {
    this.messages = [];
    write(tab, this.key, null);
  },
};

/** Whole replies by turn: the history has only their Chinese. Several tabs write, so each change begins with what is stored. */
export const replies = {
  key: 'actors.replies',
  get: turn => read(browser, replies.key, {})[turn] ?? null,
  change(turn, change) {
    const all = read(browser, this.key, {});
    all[turn] = { ...all[turn], ...change };
    const turns = Object.keys(all).map(Number).sort((a, b) => a - b);
    for (const old of turns.slice(0, -mostReplies)) delete all[old];
    write(browser, this.key, all);
  },
  clear() {
    write(browser, this.key, null);
  },
};

/** Something to say, or to know, once this window is at a page of ours again. */
export const errand = {
  put: (name, value) => write(tab, `actors.${name}`, value),
  take(name) {
    const value = read(tab, `actors.${name}`, null);
    write(tab, `actors.${name}`, null);
    return value;
  },
};

/** What the reader wants to see. */
export const wishes = {
  key: 'actors.wishes',
  get: (name, otherwise = true) => read(browser, wishes.key, {})[name] ?? otherwise,
  set: (name, value) => write(browser, wishes.key, { ...read(browser, wishes.key, {}), [name]: value }),
};
