import { byId, el } from '../dom.js';
import { reasonOf } from '../form.js';
import { askAdmin, isRefused } from './entry.js';
import { showFrame } from './frame.js';

const every = 2000;
let before = null;
let timer = null;

begin();

async function begin() {
  // Whether there is a cluster at all is no secret.
  const { engine } = await fetch('/healthz').then(answer => answer.json()).catch(() => ({}));
  showFrame('cluster', refresh);
  if (engine === 'embedded') tell('This installation runs on one machine: it has no cluster.');
  else refresh();
}

async function refresh() {
  clearTimeout(timer);
  try {
    show((await askAdmin('/api/v1/admin/cluster')).data.silos);
  } catch (failure) {
    if (isRefused(failure)) return ask(failure.message);
    tell(failure.status === 404 ? 'This installation runs on one machine: it has no cluster.' : `No answer: ${reasonOf(failure)}`);
  }
  timer = setTimeout(refresh, every);
}

function ask(why) {
  for (const id of ['silos', 'grains', 'calls']) byId(id).hidden = true;
  tell('');
  showFrame('cluster', refresh, why);
}

function tell(text) {
  byId('state').textContent = text;
}

function show(silos) {
  const now = { at: performance.now(), silos: new Map(silos.map(silo => [silo.address, silo])) };
  const members = silos.filter(silo => silo.status === 'Active');
  fill('silos', silos.map(silo => siloRow(silo, now)));
  byId('grains').tHead.replaceChildren(row('th', ['Grain', ...members.map(silo => silo.address), 'All']));
  const types = [...new Set(members.flatMap(silo => silo.grains.map(grain => grain.type)))].sort();
  fill('grains', types.map(type => {
    const counts = members.map(silo => silo.grains.find(grain => grain.type === type)?.activations ?? 0);
    return row('td', [type, ...counts, counts.reduce((sum, count) => sum + count, 0)]);
  }));
  const calls = members.flatMap(silo => (silo.calls ?? []).map(call => ({ ...call, silo: silo.address }))).sort((a, b) => b.most_us - a.most_us).slice(0, 20);
  fill('calls', calls.map(call => row('td', [call.method, call.silo, call.count, call.slow, ms(call.mean_us), ms(call.most_us)])));
  const rates = members.map(silo => rate(silo, now)).filter(each => each !== null);
  tell(`${members.length} silos, ${rates.length ? rates.reduce((sum, each) => sum + each, 0).toFixed(1) : '…'} turns a second`);
  before = now;
}

function siloRow(silo, now) {
  const sessions = silo.grains.filter(grain => grain.type.endsWith('SessionGrain')).reduce((sum, grain) => sum + grain.activations, 0);
  const cells = row('td', [silo.address, silo.status, span(silo.uptime_ms), sessions, rate(silo, now)?.toFixed(1) ?? '…', load(silo, now), size(silo.memory_bytes)]);
  if (silo.status !== 'Active' || silo.turns === null) cells.children[1].className = 'bad';
  return cells;
}

function row(kind, texts) {
  return el('tr', {}, ...texts.map(text => el(kind, {}, String(text))));
}

function fill(id, rows) {
  byId(id).hidden = false;
  byId(id).tBodies[0].replaceChildren(...rows);
}

/** How much a count has risen a second; null when that is not known yet. */
function rise(silo, now, count) {
  const old = before?.silos.get(silo.address);
  if (!old || old[count] === null || silo[count] === null || silo[count] < old[count]) return null;
  return (silo[count] - old[count]) / ((now.at - before.at) / 1000);
}

const rate = (silo, now) => rise(silo, now, 'turns');

function load(silo, now) {
  const used = rise(silo, now, 'cpu_ms');
  return used === null ? '…' : `${Math.round(used / 10)} %`;
}

const ms = micros => `${(micros / 1000).toFixed(micros < 10000 ? 2 : 0)} ms`;
const size = bytes => bytes === null ? '…' : `${Math.round(bytes / 1048576)} MB`;

function span(millis) {
  if (millis === null) return '…';
  const minutes = Math.floor(millis / 60000);
  return minutes < 60 ? `${minutes} min` : minutes < 2880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}
