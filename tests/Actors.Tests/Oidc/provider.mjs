// A real OpenID Connect provider (npm's oidc-provider) for tests:
//   node provider.mjs [--port 0] --redirect <uri> [--redirect <uri>] [--claims-in-id-token]     secrets: OIDC_CLIENT_SECRET
// Says `ready <issuer>` when it can be asked, or `missing <reason>` when this machine cannot run it, and ends with its standard input.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import Provider from 'oidc-provider';

const people = {
  ada: { email: 'ada@example.com', email_verified: true, name: 'Ada Lovelace' },
  linh: { email: 'linh@example.com', email_verified: true, name: 'Nguyễn Thị Linh' },
  wei: { email: 'wei@example.com', email_verified: false, name: '王伟' },
  mallory: { email: 'ada@example.com', email_verified: false, name: 'Ada Lovelace' }, // says she is Ada
  mute: {}, // nothing but a subject
};

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    redirect: { type: 'string', multiple: true, default: [] },
    'claims-in-id-token': { type: 'boolean', default: false },
  },
});

const client = (id, more) => ({
  client_id: id,
  client_secret: process.env.OIDC_CLIENT_SECRET ?? 'secret',
  redirect_uris: options.redirect,
  // A server under test takes any free port: native clients may, on the loopback address (RFC 8252, 7.3). The path has to match.
  application_type: 'native',
  ...more,
});

const key = (kid, alg, type, parameters) => ({
  ...generateKeyPairSync(type, parameters).privateKey.export({ format: 'jwk' }), kid, alg, use: 'sig',
});

const configuration = {
  clients: [
    client('actors'),
    client('actors-post', { token_endpoint_auth_method: 'client_secret_post' }),
    client('actors-es', { id_token_signed_response_alg: 'ES256' }),
    client('actors-public', { token_endpoint_auth_method: 'none', client_secret: undefined }),
  ],
  jwks: { keys: [key('rsa', 'RS256', 'rsa', { modulusLength: 2048 }), key('ec', 'ES256', 'ec', { namedCurve: 'P-256' })] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: !options['claims-in-id-token'],
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => people[sub] && { accountId: sub, claims: () => ({ sub, ...people[sub] }) },
  cookies: { keys: ['only for tests'] },
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
};

// The forms of this page are what a person, or OidcBrowser, fills in: login=<sub>, then consent=yes; consent=no at either denies.
async function show(provider, request, response) {
  const { prompt } = await provider.interactionDetails(request, response);
  const field = prompt.name === 'login' ? 'login' : 'consent';
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><title>${prompt.name}</title><form method="post"><input name="${field}"><button>OK</button></form>`);
}

async function submit(provider, request, response) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
  const result = form.get('consent') === 'no' ? { error: 'access_denied', error_description: 'End-User aborted interaction' }
    : prompt.name === 'login' ? login(form.get('login'))
    : { consent: { grantId: await grant(provider, prompt.details, params, session, grantId) } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: !result.error });
}

function login(sub) {
  if (!Object.hasOwn(people, sub)) throw new Error(`there is no account ${sub}`);
  return { login: { accountId: sub } };
}

async function grant(provider, { missingOIDCScope, missingOIDCClaims }, params, session, grantId) {
  const given = grantId ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  if (missingOIDCScope) given.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims) given.addOIDCClaims(missingOIDCClaims);
  return given.save();
}

function start() {
  const server = createServer();
  server.listen(Number(options.port), '127.0.0.1', () => {
    // The issuer is known with the port.
    const issuer = `http://127.0.0.1:${server.address().port}`;
    const provider = new Provider(issuer, configuration);
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (!request.url.startsWith('/interaction/')) return answer(request, response);
      const act = request.method === 'POST' ? submit : show;
      return act(provider, request, response).catch((error) => response.writeHead(400).end(error.stack));
    });
    console.log(`ready ${issuer}`);
  });
}

process.stdin.resume().on('end', () => process.exit());
if (typeof URL.parse === 'function') start();
else console.log(`missing oidc-provider needs Node 22 or a late 20, this is ${process.version}.`);
