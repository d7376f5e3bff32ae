const browsers = [[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/(HeadlessChrome|Chrome|CriOS)\//, 'Chrome'], [/Version\/.*Safari/, 'Safari']];
const systems = [[/Windows/, 'Windows'], [/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Mac OS X/, 'macOS'], [/CrOS/, 'ChromeOS'], [/Linux/, 'Linux']];

/** A program by its own description, as people call it. */
export function programOf(agent) {
  const find = names => names.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = find(browsers);
  return browser ? [browser, find(systems)].filter(Boolean).join(' · ') : agent.slice(0, 60);
}
