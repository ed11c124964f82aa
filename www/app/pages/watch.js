import { watchUrl } from '../../core/api.js';
import { formats } from '../../core/player.js';
import { Viewing } from '../../core/viewing.js';
import { About } from '../about.js';
import { begin } from '../begin.js';
import { Chat } from '../chat.js';
import { setUpFieldButtons } from '../controls.js';
import { embedCode } from '../embed-code.js';
import { FollowButton } from '../follow-button.js';
import { one } from '../dom.js';
import { setUpPage } from '../header.js';
import { PlayerControls } from '../player-controls.js';
import { setUpShortcuts } from '../shortcuts.js';
import { Stage } from '../stage.js';

/** @typedef {import('../../core/wire.js').ChannelState} ChannelState */

setUpPage();

const main = one('main', HTMLElement);
const name = decodeURIComponent(location.pathname.slice(1));
const stage = new Stage(name, () => viewing.retryNow());
const about = new About();
const follow = new FollowButton(name);
const chat = new Chat(name, (text) => viewing.say(text));
/** `?player=mp4` and `?player=webm` choose another way to play, to see what others get. */
const wanted = new URLSearchParams(location.search).get('player');

const viewing = new Viewing(watchUrl(name, location), stage.canvas, stage.video, {
  message: receive,
  connection: (state, code) => {
    main.dataset.connection = state;
    stage.connection(state, code);
  },
  shown: () => stage.shown(),
  format: (format) => stage.use(format),
  unsupported: () => stage.unsupported(),
}, formats().filter((format) => !wanted || format === wanted));

/** @param {import('../../core/wire.js').ServerMessage} message */
function receive(message) {
  chat.receive(message);
  switch (message.type) {
    case 'welcome':
    case 'channel': show(message.channel); break;
    case 'viewers': about.viewers(message.count); break;
  }
}

/** @param {ChannelState} channel */
function show(channel) {
  main.dataset.presence = channel.presence;
  about.show(channel);
  follow.show(channel);
  stage.presence(channel.presence);
}

function setUpControls() {
  const controls = new PlayerControls(viewing, stage);
  const help = setUpShortcuts([
    { keys: [' ', 'k'], key: 'player.play', act: () => controls.togglePlay() },
    { keys: ['l'], key: 'player.to-live', act: () => controls.toLive() },
    { keys: ['m'], key: 'player.sound-toggle', act: () => controls.toggleSound() },
    { keys: ['f'], key: 'player.fullscreen', act: () => controls.toggleFullscreen() },
    { keys: ['t'], key: 'player.theatre', act: () => controls.toggleTheatre() },
    { keys: ['p'], key: 'player.pip', act: () => controls.togglePip() },
    { keys: ['i'], key: 'player.stats', act: () => controls.toggleStats() },
    { keys: ['c'], key: 'shortcuts.chat', act: () => chat.focus() },
    { keys: ['?'], key: 'shortcuts.help', act: () => {} },
  ]);
  controls.onHelp(help);

  const share = one('[data-action="share"]', HTMLButtonElement);
  share.addEventListener('click', () => one('#share-dialog', HTMLDialogElement).showModal());
  one('#share-address', HTMLInputElement).value = location.origin + location.pathname;
  one('#share-embed', HTMLInputElement).value = embedCode(name, location.origin);
  setUpFieldButtons();
}

/** A name that nobody has gets no socket: the page says so and stays. */
function showUnknown() {
  main.dataset.presence = 'unknown-streamer';
  stage.unknownStreamer();
  document.title = `${name} – Ström`;
}

setUpControls();
begin(name, viewing, show, showUnknown);
