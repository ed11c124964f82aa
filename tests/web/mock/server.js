/**
 * A stand-in for the server, for working on the pages without it: `npm run mock -- [PORT]`. It
 * serves www/, answers the API from memory and streams a test picture that ffmpeg makes. A socket
 * of `/NAME` does as the name says: `quiet` is offline, `flaky` loses its publisher now and then.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import { Publisher } from './publisher.js';

const WWW = join(import.meta.dirname, '../../../www');
const PORT = Number(process.argv[2] ?? 18400);
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json',
};
const POLICY = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; "
  + "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'";

const GAMES = ['Programming', 'Minecraft', 'Music', 'Art', 'Celeste', 'Chess', 'Talk', 'Factorio'];
const TITLES = ['Kodar en kodek från noll', 'Building a castle, block by block', 'Lofi and piano till midnight',
  'Watercolour of the archipelago', 'Golden strawberry attempts, day 12, still not giving up on the very last chapter',
  'Blitz with viewers', 'Morgonkaffe och nyheter', 'Megabase: 10k science per minute'];
const NAMES = ['alva', 'bo', 'Cecilia_M', 'dag', 'ebba', 'flaky', 'greta2', 'hugo_the_long_named_one'];

const channels = new Map(NAMES.map((name, i) => [name.toLowerCase(), {
  name, title: TITLES[i], description: i % 2 ? '' : 'H.264 från noll, i ren Java.\nKällkod: https://example.org/kod. Frågor? @bo svarar.',
  game: GAMES[i], language: i % 3 ? 'en' : 'sv', presence: 'live', started: Date.now() - (i + 1) * 1_234_567, viewers: [12, 340, 3, 0, 15800, 1, 57, 5][i],
}]));
channels.set('quiet', { name: 'quiet', title: 'Back on Thursday', description: '', game: 'Talk', language: '', presence: 'offline', started: 0, viewers: 0 });
if (process.env.EMPTY) {
  channels.forEach((channel) => Object.assign(channel, { presence: 'offline', started: 0 }));
}

let user = process.env.SIGNED_IN ? { name: 'alva', title: 'Kodar', description: '', game: 'Programming', language: 'sv', hasKey: false, admin: false } : null;
const lines = [
  ['bo', 'hej! 👋'], ['Cecilia_M', 'what resolution is this? It looks really sharp on my screen, and the delay is next to nothing'],
  ['alva', '@Cecilia_M 720p, 30 a second'], ['dag', '🔥🔥'], ['bo', 'källkoden finns på https://example.org/strom, eller?'],
  ['alva', 'Ja! Allt är vanlig Java.'], ['greta2', 'hi @alva, will you show the rate control today?'],
].map(([name, text], i) => ({ id: i + 1, name, text, at: Date.now() - (8 - i) * 61_000 }));

const publisher = new Publisher();

/** @type {Record<string, (body: any, parts: string[]) => [number, unknown]>} */
const API = {
  'GET /api/me': () => [200, { user }],
  'POST /api/account': ({ username }) => username === 'taken'
    ? [409, { code: 'name-taken', detail: 'That username is taken.' }]
    : [201, { user: user = { name: username, title: '', description: '', game: '', language: 'sv', hasKey: false, admin: false } }],
  'POST /api/session': ({ username, password }) => password === 'wrong'
    ? [401, { code: 'wrong-credentials', detail: 'Wrong username or password.' }]
    : [200, { user: user = { name: username, title: '', description: '', game: '', language: 'sv', hasKey: true, admin: false } }],
  'DELETE /api/session': () => [204, user = null],
  'PATCH /api/me': (body) => [200, { user: Object.assign(user, body) }],
  'POST /api/me/key': () => [201, { key: 'strom_7Jq2mVb4LxR9tWc3KpZs8YdN', ...Object.assign(user, { hasKey: true }) && {} }],
  'PUT /api/me/password': () => [204, null],
  'DELETE /api/me': () => [204, user = null],
  'GET /api/channels': () => [200, { channels: [...channels.values()].filter(({ presence }) => presence !== 'offline') }],
  'GET /api/me/follows': () => [200, { channels: ['alva', 'quiet'].map((name) => ({ ...channels.get(name), lastOnline: Date.now() - 3e8 })) }],
  'GET /api/me/stream': () => [200, { started: Date.now() - 4e6, interval: 20_000, viewers: [0, 3, 9, 14, 12, 18, 25, 22, 31], messages: lines }],
  'DELETE /api/me/sessions': () => [204, user = null],
  'GET /api/games': () => [200, { games: GAMES.map((name) => ({ name, slug: name.toLowerCase(), cover: false })) }],
  'GET /api/download': () => [200, { files: process.env.EMPTY ? [] : [
    { name: 'stream-client-linux-x64.tar.gz', platform: 'linux-x64', bytes: 31_400_000 },
    { name: 'stream-client-java.zip', platform: 'any', bytes: 1_900_000 }] }],
};

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  let text = '';
  for await (const piece of request) {
    text += piece;
  }
  if (/^\/api\/users\/\w+\/picture$/.test(pathname)) {
    response.writeHead(204).end();
    return;
  }
  const answer = API[`${request.method} ${pathname}`];
  const channel = /^\/api\/channels\/(\w+)(\/picture)?$/.exec(pathname);
  const send = (/** @type {number} */ status, /** @type {any} */ body, type = 'application/json') => {
    response.writeHead(status, { 'Content-Type': type, 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-cache' });
    response.end(status === 204 ? undefined : body);
  };
  if (answer) {
    const [status, body] = answer(text ? JSON.parse(text) : {}, []);
    send(status, JSON.stringify(body));
  } else if (channel) {
    const found = channels.get(channel[1].toLowerCase());
    if (!found) {
      send(404, '{"code":"no-such-channel","detail":"No streamer has that name."}', 'application/problem+json');
    } else if (channel[2]) {
      send(200, await publisher.picture([...channels.values()].indexOf(found)), 'image/png');
    } else {
      send(200, JSON.stringify(found));
    }
  } else {
    const path = pathname === '/' ? 'index.html' : /^\/(sign-up|sign-in|dashboard|download)$/.test(pathname)
      ? `${pathname}.html` : pathname.startsWith('/embed/') ? 'embed.html' : pathname.startsWith('/game/') ? 'game.html' : /^\/\w{3,25}$/.test(pathname) ? 'watch.html' : normalize(pathname);
    try {
      send(200, await readFile(join(WWW, path)), TYPES[extname(path)]);
    } catch {
      send(404, await readFile(join(WWW, '404.html')), TYPES['.html']);
    }
  }
});

new WebSocketServer({ server }).on('connection', (socket, request) => {
  const channel = channels.get((request.url ?? '').split('/')[3]?.toLowerCase());
  if (!channel) {
    socket.close(1008);
    return;
  }
  let stop = () => {};
  const tell = (/** @type {object} */ message) => socket.send(JSON.stringify(message));
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    switch (message.type) {
      case 'hello':
        tell({ type: 'welcome', user: user?.name ?? '', channel });
        tell({ type: 'chat', messages: lines.filter(({ id }) => id > message.since) });
        stop = channel.presence === 'live' && message.format === 'packets' ? publisher.watch(socket) : stop;
        break;
      case 'clock': tell({ type: 'time', sent: message.sent, server: Date.now() * 1000 }); break;
      case 'play':
        stop();
        stop = message.on ? publisher.watch(socket) : () => {};
        break;
      case 'say': {
        const line = { id: lines.length + 1, name: user?.name ?? 'nobody', text: message.text, at: Date.now() };
        lines.push(line);
        tell({ type: 'chat', messages: [line] });
      }
    }
  });
  const timer = channel.name === 'flaky' && setInterval(() => {
    channel.presence = channel.presence === 'live' ? 'away' : 'live';
    tell({ type: 'channel', channel });
    stop();
    stop = channel.presence === 'live' ? publisher.watch(socket) : () => {};
  }, 4000);
  socket.on('close', () => {
    stop();
    clearInterval(timer || undefined);
  });
});

server.listen(PORT, '127.0.0.1', () => console.log(`http://localhost:${PORT}`));
