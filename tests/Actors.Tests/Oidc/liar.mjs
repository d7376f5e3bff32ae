// A provider that lies, for tests; Node alone is enough. Each lie is an issuer of its own: <base>/<lie>. It says `ready <base>` when it
// can be asked, and ends with its standard input. The authorization endpoint asks nobody: it redirects at once, with a code for the only
// account. Whatever is no lie is checked: the client's secret, the redirect URI, the verifier, and that a code is used once.
import { createHash, createHmac, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';

const secret = process.env.OIDC_CLIENT_SECRET ?? 'secret';
const person = { sub: 'ada', email: 'ada@example.com', email_verified: true, name: 'Ada Lovelace' };
const withoutPkce = ['facebook', 'instagram', 'instagram-wrapped']; // whose usual flow is that of a confidential client alone
const codes = new Map();
const tokens = new Map();

const newKey = (kid) => ({ kid, alg: 'RS256', key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey });
const known = newKey('known');
const unknown = newKey('unknown');
const sameName = { ...unknown, kid: 'known' };
let rotated = newKey('rotated-0');
let rotations = 0;

const publicJwk = ({ kid, alg, key }) => ({ ...createPublicKey(key).export({ format: 'jwk' }), kid, alg, use: 'sig' });
const publicPem = ({ key }) => createPublicKey(key).export({ format: 'pem', type: 'spki' });
const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const jws = (header, claims, signature) => {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${Buffer.from(signature(input)).toString('base64url')}`;
};
const signed = (by, claims, header = {}) =>
  jws({ alg: by.alg, typ: 'JWT', kid: by.kid, ...header }, claims, (input) => sign('sha256', Buffer.from(input), by.key));

// What becomes of the ID token's claims.
const claimLies = {
  'wrong-issuer': (claims) => ({ ...claims, iss: 'https://elsewhere.example' }),
  'wrong-audience': (claims) => ({ ...claims, aud: 'somebody-else' }),
  'audience-list': (claims) => ({ ...claims, aud: [claims.aud] }), // no lie: a list of one is allowed
  'more-audiences': (claims) => ({ ...claims, aud: [claims.aud, 'somebody-else'], azp: 'somebody-else' }),
  'wrong-nonce': (claims) => ({ ...claims, nonce: 'of-another-sign-in' }),
  'no-nonce': ({ nonce, ...claims }) => claims,
  expired: (claims) => ({ ...claims, iat: claims.iat - 7200, exp: claims.iat - 3600 }),
  'no-expiry': ({ exp, ...claims }) => claims,
  future: (claims) => ({ ...claims, iat: claims.iat + 3600, nbf: claims.iat + 3600, exp: claims.exp + 3600 }),
  'no-subject': ({ sub, ...claims }) => claims,
  'empty-subject': (claims) => ({ ...claims, sub: '' }),
  'userinfo-of-another': ({ email, email_verified, ...claims }) => claims, // so that it is asked
};

// And of the person's, which stand at the userinfo endpoint too.
const personLies = {
  'verified-as-text': (claims) => ({ ...claims, email_verified: 'true' }), // some providers do
  unverified: (claims) => ({ ...claims, email_verified: false }),
  'unverified-as-text': (claims) => ({ ...claims, email_verified: 'false' }),
  'no-verified': ({ email_verified, ...claims }) => claims,
  'no-email': ({ email, email_verified, ...claims }) => claims,
};
const told = (lie) => personLies[lie]?.(person) ?? person;

// Who signs the ID token, and how.
const signatures = {
  'unknown-key': (claims) => signed(unknown, claims),
  'wrong-key': (claims) => signed(sameName, claims),
  'wrong-signature': (claims) => jws({ alg: 'RS256', kid: 'known' }, claims, () => Buffer.alloc(256)),
  'no-signature': (claims) => jws({ alg: 'none' }, claims, () => ''),
  'no-key-id': (claims) => signed(known, claims, { kid: undefined }), // no lie while there is one key
  // A verifier that lets the token choose would take the public key for the secret of an HMAC.
  'public-key-as-secret': (claims) =>
    jws({ alg: 'HS256', kid: 'known' }, claims, (input) => createHmac('sha256', publicPem(known)).update(input).digest()),
  'secret-as-key': (claims) => jws({ alg: 'HS256' }, claims, (input) => createHmac('sha256', secret).update(input).digest()),
  critical: (claims) => signed(known, claims, { crit: ['must-understand'], 'must-understand': true }),
  // No lie: a new key with each token, of which only the newest is published.
  rotated: (claims) => signed(rotated = newKey(`rotated-${++rotations}`), claims),
};

const json = (response, body, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
const refuse = (response, error, status = 400) => json(response, { error, error_description: `refused: ${error}` }, status);

function discover({ lie, issuer, response }) {
  if (lie === 'no-discovery') return response.writeHead(404).end();
  if (lie === 'broken-discovery') return response.writeHead(200, { 'content-type': 'application/json' }).end('{"issuer":');
  return json(response, {
    issuer: lie === 'discovery-of-another' ? 'https://elsewhere.example' : issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: lie === 'no-token-endpoint' ? undefined : `${issuer}/token`, // Facebook's has none
    userinfo_endpoint: `${issuer}/userinfo`, jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'], token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    authorization_response_iss_parameter_supported: true,
  });
}

// Lies in the redirect back: the answer of another provider (mix-up), another state, a refusal.
function authorize({ lie, issuer, query, response }) {
  const back = new URL(query.get('redirect_uri'));
  const code = randomUUID();
  codes.set(code, Object.fromEntries(query));
  if (lie === 'denied') back.searchParams.set('error', 'access_denied');
  else if (lie !== 'no-code') back.searchParams.set('code', code);
  back.searchParams.set('state', lie === 'wrong-state' ? 'of-another-sign-in' : query.get('state') ?? '');
  const from = lie === 'response-of-another' ? 'https://elsewhere.example' : issuer;
  if (lie !== 'no-response-issuer' && !withoutPkce.includes(lie)) back.searchParams.set('iss', from);
  return response.writeHead(303, { location: back.href }).end();
}

function authenticated(request, form) {
  if (!request.headers.authorization) return form.get('client_secret') === secret && form.get('client_id');
  const [id, password] = Buffer.from(request.headers.authorization.split(' ')[1], 'base64').toString().split(':')
    .map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
  return password === secret && id;
}

function token(asked) {
  const { lie, request, query, form, response } = asked;
  if (brokenTokens[lie] && !query.has('behind')) return brokenTokens[lie](asked);
  const client = authenticated(request, form);
  if (!client) return refuse(response, 'invalid_client', 401);
  const code = codes.get(form.get('code'));
  codes.delete(form.get('code'));
  const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
  if (code?.client_id !== client || code.redirect_uri !== form.get('redirect_uri')) return refuse(response, 'invalid_grant');
  const checked = code.code_challenge !== undefined || !withoutPkce.includes(lie);
  if (checked && code.code_challenge !== challenge) return refuse(response, 'invalid_grant');
  const accessToken = randomUUID();
  tokens.set(accessToken, lie);
  const granted = { access_token: accessToken, token_type: 'Bearer', expires_in: 600, ...identity(asked, client, code.nonce) };
  return json(response, lie === 'instagram-wrapped' ? { data: [granted] } : granted);
}

function identity({ lie, issuer }, client, nonce) {
  if (lie === 'no-id-token' || lie === 'facebook') return {};
  // Documented as text, in a list; seen as a number past what a double holds exactly, without the list.
  if (lie === 'instagram') return { user_id: 17841405793187218, permissions: 'instagram_business_basic' };
  if (lie === 'instagram-wrapped') return { user_id: '17841405793187218', permissions: 'instagram_business_basic' };
  if (lie === 'broken-id-token') return { id_token: 'not.a.token' };
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: client, iat: now, exp: now + 600, nonce, ...told(lie) };
  const said = claimLies[lie]?.(claims) ?? claims;
  return { id_token: signatures[lie]?.(said) ?? signed(known, said) };
}

// Token endpoints that do not answer as they should.
const brokenTokens = {
  'token-fails': ({ response }) => response.writeHead(500).end('out of order'),
  'token-page': ({ response }) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
  'token-silent': () => {},
  'token-redirects': ({ response }) => response.writeHead(307, { location: 'token?behind' }).end(), // where all would be well
  'token-huge': ({ response }) => json(response, { access_token: 'x'.repeat(32 << 20) }),
};

function userinfo({ lie, request, query, response }) {
  // Facebook and Instagram take the token in the query, too.
  const bearer = request.headers.authorization?.replace(/^Bearer /i, '') ?? query.get('access_token');
  if (tokens.get(bearer) !== lie) return refuse(response, 'invalid_token', 401);
  if (lie === 'facebook') return json(response, { id: '10158912345678901', name: person.name, email: person.email });
  const profile = { user_id: '17841405793187218', username: 'ada.lovelace', id: '9876543210987654' };
  if (lie === 'instagram') return json(response, profile);
  if (lie === 'instagram-wrapped') return json(response, { data: [profile] });
  return json(response, { ...told(lie), sub: lie === 'userinfo-of-another' ? 'mallory' : person.sub });
}

function jwks({ lie, response }) {
  return json(response, { keys: lie === 'no-keys' ? [] : [publicJwk(lie === 'rotated' ? rotated : known)] });
}

const endpoints = { '.well-known/openid-configuration': discover, authorize, token, userinfo, jwks };

const server = createServer(async (request, response) => {
  const base = `http://127.0.0.1:${server.address().port}`;
  const url = new URL(request.url, base);
  const [, lie, ...rest] = url.pathname.split('/');
  const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
  const endpoint = endpoints[rest.join('/')];
  if (endpoint) endpoint({ lie, issuer: `${base}/${lie}`, request, query: url.searchParams, form, response });
  else response.writeHead(404).end();
});

process.stdin.resume().on('end', () => process.exit());
server.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${server.address().port}`));
