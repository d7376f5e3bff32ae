// Talks to the tutor over SignalR:  node chat.mjs http://localhost:8000 你好 "茶怎么说？"
// Each further argument is a message; she is asked one after another. ACTORS_TOKEN is the learner, else a new guest.
import { HubConnectionBuilder, HttpTransportType, LogLevel } from '@microsoft/signalr';

const [address = 'http://localhost:8000', ...messages] = process.argv.slice(2);
const url = new URL('/hubs/tutor?audio=none', address);
let seq = 0;

const connection = new HubConnectionBuilder()
  .withUrl(url.href, {
    transport: HttpTransportType.WebSockets,
    accessTokenFactory: () => process.env.ACTORS_TOKEN ?? '',
  })
  .withAutomaticReconnect()
  .configureLogging(LogLevel.Error)
  .build();

/** Waits for the end of the turn that a message has begun; prints what she says as it comes. */
function answerTo(id) {
  return new Promise((resolve, reject) => {
    const listen = (frame) => {
      if (frame.seq) seq = frame.seq;
      if (frame.id !== id) return;
      if (frame.status === 'restart') process.stdout.write(' … (once more)\n');
      if (frame.status === 'delta') process.stdout.write(frame.text);
      if (frame.status === 'success' || frame.status === 'interrupted') {
        connection.off('Receive', listen);
        resolve(frame.data);
      }
      if (frame.status === 'error') {
        connection.off('Receive', listen);
        reject(new Error(`${frame.error_code}: ${frame.message}`));
      }
    };
    connection.on('Receive', listen);
  });
}

// After a lost connection: what was missed comes again, by its number.
connection.onreconnected(() => connection.invoke('Chat', { action: 'resume', after: seq }));

await connection.start();
try {
  for (const [at, message] of messages.entries()) {
    const id = `node-${process.pid}-${at}`;
    const answer = answerTo(id);
    await connection.invoke('Chat', { action: 'chat', message, id });
    const said = await answer;
    console.log(`\n  ${said.pinyin}\n  ${said.vietnamese_display}\n  (${said.emotion}, sulking ${said.sulking_level})`);
  }
} finally {
  await connection.stop();
}
