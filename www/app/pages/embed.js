import { watchUrl } from '../../core/api.js';
import { Viewing } from '../../core/viewing.js';
import { begin } from '../begin.js';
import { one, setText } from '../dom.js';
import { PlayerControls } from '../player-controls.js';
import { setUpShortcuts } from '../shortcuts.js';
import { Stage } from '../stage.js';
import { translate } from '../words.js';

/** @typedef {import('../../core/wire.js').ChannelState} ChannelState */

translate();

const main = one('main', HTMLElement);
const name = decodeURIComponent(location.pathname.replace(/^\/embed\//, ''));
const stage = new Stage(name, () => viewing.retryNow());
const title = one('.embed-title', HTMLAnchorElement);

const viewing = new Viewing(watchUrl(name, location), stage.canvas, stage.video, {
  message: (message) => {
    if (message.type === 'welcome' || message.type === 'channel') {
      show(message.channel);
    }
  },
  connection: (state, code) => {
    main.dataset.connection = state;
    stage.connection(state, code);
  },
  shown: () => stage.shown(),
  format: (format) => stage.use(format),
  unsupported: () => stage.unsupported(),
});

/** @param {ChannelState} channel */
function show(channel) {
  main.dataset.presence = channel.presence;
  stage.presence(channel.presence);
  title.href = `/${channel.name}`;
  const text = channel.title ? `${channel.name}: ${channel.title}` : channel.name;
  setText(one('span', HTMLElement, title), text);
  document.title = text;
}

const controls = new PlayerControls(viewing, stage);
controls.onHelp(setUpShortcuts([
  { keys: [' ', 'k'], key: 'player.play', act: () => controls.togglePlay() },
  { keys: ['l'], key: 'player.to-live', act: () => controls.toLive() },
  { keys: ['m'], key: 'player.sound-toggle', act: () => controls.toggleSound() },
  { keys: ['f'], key: 'player.fullscreen', act: () => controls.toggleFullscreen() },
  { keys: ['p'], key: 'player.pip', act: () => controls.togglePip() },
  { keys: ['i'], key: 'player.stats', act: () => controls.toggleStats() },
  { keys: ['?'], key: 'shortcuts.help', act: () => {} },
]));
begin(name, viewing, show, () => {
  main.dataset.presence = 'unknown-streamer';
  stage.unknownStreamer();
});
