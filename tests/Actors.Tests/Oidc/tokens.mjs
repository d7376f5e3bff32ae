// JSON Web Tokens by a library that is not ours (npm's jose), for tests: node tokens.mjs
// POST /verify {token, key, audience?, issuer?} -> {payload, header} or {error};  POST /sign {header, payload, key?} -> {token}.
// Keys are Base64url of a secret; without one an RSA key signs, and its public half comes back as PEM.
// Says `ready <address>` when it can be asked, and ends with its standard input.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { CompactSign, UnsecuredJWT, jwtVerify } from 'jose';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const secretOf = (key) => Buffer.from(key, 'base64url');

async function verify({ token, key, audience, issuer }) {
  const { payload, protectedHeader } = await jwtVerify(token, secretOf(key), { algorithms: ['HS256'], audience, issuer });
  return { payload, header: protectedHeader };
}

async function sign({ header, payload, key }) {
  if (header.alg === 'none') return { token: new UnsecuredJWT(JSON.parse(payload)).encode() };
  const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' });
  const with_ = key == null ? rsa.privateKey : key === 'pem' ? Buffer.from(pem) : secretOf(key);
  return { token: await new CompactSign(new TextEncoder().encode(payload)).setProtectedHeader(header).sign(with_), pem };
}

const server = createServer(async (request, response) => {
  let text = '';
  for await (const part of request) text += part;
  let answer;
  try {
    answer = await (request.url === '/verify' ? verify : sign)(JSON.parse(text));
  } catch (failure) {
    answer = { error: failure.code ?? String(failure) };
  }
  response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
});
server.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${server.address().port}`));
process.stdin.on('end', () => process.exit(0)).resume();
