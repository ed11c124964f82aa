import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { BLOCKED, ChannelSocket } from '../../../www/core/channel-socket.js';

const CHANNEL = { name: 'bo', title: '', description: '', game: '', language: '', presence: 'live', started: 1, viewers: 1 };
const WELCOME = { type: 'welcome', user: '', channel: CHANNEL };

/** A WebSocket that the test drives. */
class FakeSocket {
  readyState = 0;
  /** @type {any[]} */
  sent = [];
  binaryType = '';
  closed = false;
  onopen = () => {};
  onmessage = (/** @type {{ data: string | ArrayBuffer }} */ _event) => {};
  onclose = (/** @type {{ code: number }} */ _event) => {};

  /** @type {ArrayBuffer[]} */
  media = [];

  /** @param {string | ArrayBuffer} data */
  send(data) {
    if (typeof data === 'string') {
      this.sent.push(JSON.parse(data));
    } else {
      this.media.push(data);
    }
  }

  close() {
    this.closed = true;
    this.readyState = 3;
  }

  open() {
    this.readyState = 1;
    this.onopen();
  }

  /** @param {object} message */
  say(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  /** @param {number} code */
  lose(code) {
    this.readyState = 3;
    this.onclose({ code });
  }
}

describe('ChannelSocket', () => {
  /** @type {FakeSocket[]} */
  let sockets;
  /** @type {{ at: number, action: () => void, id: number }[]} */
  let timers;
  let now = 0;
  /** @type {string[]} */
  let states;
  /** @type {any[]} */
  let messages;
  let reachable = true;
  let well = true;
  /** @type {ChannelSocket} */
  let socket;

  /** Lets time pass. @param {number} millis */
  function pass(millis) {
    const end = now + millis;
    for (;;) {
      const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) {
        now = end;
        return;
      }
      now = next.at;
      timers = timers.filter((timer) => timer !== next);
      next.action();
    }
  }

  const last = () => sockets[sockets.length - 1];

  function welcome() {
    last().open();
    last().say(WELCOME);
  }

  beforeEach(() => {
    sockets = [];
    timers = [];
    now = 0;
    states = [];
    messages = [];
    reachable = true;
    well = true;
    open('packets');
  });

  /** @param {import('../../../www/core/wire.js').Format | null} format */
  function open(format) {
    let ids = 0;
    socket = new ChannelSocket('ws://here/', format, {
      message: (message) => messages.push(message),
      media: (data) => messages.push(data),
      state: (state, code) => states.push(code ? `${state} ${code}` : state),
    }, () => ({ type: 'clock', sent: now }), {
      open: () => /** @type {any} */ (sockets[sockets.push(new FakeSocket()) - 1]),
      ask: (answer) => answer(reachable, well),
      now: () => now,
      after: (millis, action) => {
        timers.push({ at: now + millis, action, id: ++ids });
        return ids;
      },
      cancel: (id) => {
        timers = timers.filter((timer) => timer.id !== id);
      },
      random: () => 1,
    });
    socket.start();
  }

  it('says hello first and is open when welcomed', () => {
    last().open();
    assert.deepEqual(last().sent, [{ type: 'hello', format: 'packets', since: 0 }]);
    last().say(WELCOME);
    assert.deepEqual(states, ['connecting', 'open']);
    assert.deepEqual(messages, [WELCOME]);
  });

  it('says no hello as a publisher, and sends media once it is connected', () => {
    open(null);
    assert.equal(socket.sendMedia(new ArrayBuffer(1)), false);
    welcome();
    assert.deepEqual(last().sent, []);
    assert.deepEqual(states.slice(-1), ['open']);
    assert.equal(socket.sendMedia(new ArrayBuffer(3)), true);
    assert.deepEqual(last().media, [new ArrayBuffer(3)]);
  });

  it('hands on media as it came', () => {
    welcome();
    const data = new ArrayBuffer(3);
    last().onmessage({ data });
    assert.equal(messages[1], data);
  });

  it('comes back by itself, later each time, and at once after a welcome', () => {
    for (const wait of [500, 1000, 2000, 4000, 8000, 15_000, 15_000]) {
      last().lose(1006);
      const before = sockets.length;
      pass(wait - 1);
      assert.equal(sockets.length, before);
      pass(1);
      assert.equal(sockets.length, before + 1);
    }
    welcome();
    last().lose(1001);
    pass(500);
    welcome();
    assert.equal(states.at(-1), 'open');
  });

  it('asks only for the chat that it lacks when it comes back', () => {
    welcome();
    last().say({ type: 'chat', messages: [{ id: 7, name: 'bo', text: 'a', at: 0 }, { id: 9, name: 'bo', text: 'b', at: 0 }] });
    last().lose(1006);
    pass(500);
    last().open();
    assert.equal(last().sent[0].since, 9);
  });

  it('stays away when coming back would not help', () => {
    for (const code of [1002, 1007, 1008, 1009, 4001, 4003]) {
      socket.start();
      const before = sockets.length;
      last().lose(code);
      assert.equal(states.at(-1), `closed ${code}`);
      pass(60_000);
      assert.equal(sockets.length, before);
    }
  });

  it('gives the network a moment after having been too slow', () => {
    welcome();
    last().lose(1013);
    pass(4000);
    assert.equal(sockets.length, 1);
    pass(500);
    assert.equal(sockets.length, 2);
  });

  it('asks whether the server is there before each new attempt', () => {
    welcome();
    reachable = false;
    last().lose(1001);
    pass(60_000);
    assert.equal(sockets.length, 1);
    reachable = true;
    pass(15_000);
    assert.equal(sockets.length, 2);
    welcome();
    assert.equal(states.at(-1), 'open');
  });

  it('says that sockets are blocked when the server is well and none opens', () => {
    last().lose(1006);
    assert.equal(states.at(-1), 'waiting 1006');
    pass(15_000);
    last().lose(1006);
    assert.equal(states.at(-1), `waiting ${BLOCKED}`);
    pass(15_000);
    welcome();
    last().lose(1006);
    assert.equal(states.at(-1), 'waiting 1006');
  });

  it('does not say so while the server is in trouble itself', () => {
    well = false;
    for (let i = 0; i < 4; i++) {
      last().lose(1006);
      pass(15_000);
    }
    assert.ok(!states.includes(`waiting ${BLOCKED}`), states.join());
  });

  it('lets go when its page is put away, and comes back with the page', () => {
    welcome();
    socket.pause();
    assert.ok(last().closed);
    pass(600_000);
    assert.equal(sockets.length, 1);
    socket.retryNow();
    assert.equal(sockets.length, 2);
    welcome();
    assert.equal(states.at(-1), 'open');
  });

  it('stays closed for good when its page is put away', () => {
    welcome();
    last().lose(4006);
    socket.pause();
    assert.equal(states.at(-1), 'closed 4006');
  });

  it('tries at once when told that the network is back', () => {
    last().lose(1006);
    socket.retryNow();
    assert.equal(sockets.length, 2);
    pass(60_000);
    assert.equal(sockets.filter(({ closed }) => !closed).length >= 1, true);
  });

  it('finds out soon whether an open connection is dead when the person or the network is back', () => {
    welcome();
    pass(5000);
    last().say({ type: 'time', sent: 0, server: 0 });
    socket.retryNow();
    assert.equal(last().sent.at(-1).type, 'clock');
    // What was on its way before the machine slept is no sign of life.
    last().onmessage({ data: new ArrayBuffer(3) });
    pass(3999);
    assert.equal(sockets.length, 1);
    const first = last();
    pass(1);
    assert.ok(first.closed);
    assert.equal(sockets.length, 2);
    assert.equal(states.at(-1), 'connecting');
  });

  it('keeps an open connection that answers when the person or the network is back', () => {
    welcome();
    for (let i = 0; i < 5; i++) {
      socket.retryNow();
      pass(3000);
      last().say({ type: 'time', sent: 0, server: 0 });
      pass(3000);
    }
    assert.equal(sockets.length, 1);
  });

  it('comes back at once when a tab is looked at that gave up long ago, or its network returns', () => {
    welcome();
    reachable = false;
    last().lose(1006);
    pass(10 * 60_000);
    assert.equal(sockets.length, 1);
    reachable = true;
    socket.retryNow();
    assert.equal(sockets.length, 2);
  });

  it('keeps asking the clock, and takes long silence for a dead connection', () => {
    welcome();
    pass(10_000);
    const beats = last().sent.filter(({ type }) => type === 'clock').length;
    assert.ok(beats >= 5, `${beats} beats`);
    const first = last();
    pass(25_000);
    assert.ok(first.closed);
    assert.ok(sockets.length > 1);
  });

  it('keeps a connection that answers', () => {
    welcome();
    for (let i = 0; i < 20; i++) {
      pass(5000);
      last().say({ type: 'time', sent: 0, server: 0 });
    }
    assert.equal(sockets.length, 1);
  });

  it('hears nothing more after it stopped', () => {
    welcome();
    socket.stop();
    assert.ok(last().closed);
    assert.equal(last().onmessage, null);
    pass(60_000);
    assert.equal(sockets.length, 1);
    assert.deepEqual(messages, [WELCOME]);
  });
});
