import { chooseFamily } from '../../core/publishing/encoder-speed.js';
import { serverNow } from '../../core/server-time.js';
import en from '../../languages/studio-en.js';
import { Chat } from '../chat.js';
import { one, setText } from '../dom.js';
import { duration } from '../format.js';
import { setUpPage } from '../header.js';
import { signedIn } from '../session.js';
import { setUpShortcuts } from '../shortcuts.js';
import { showFigures } from '../studio/figures.js';
import { InsetHandle } from '../studio/inset-handle.js';
import { PausePicture } from '../studio/pause-picture.js';
import { setUpQuality } from '../studio/quality.js';
import { ScenePanel } from '../studio/scene-panel.js';
import { SoundPanel } from '../studio/sound-panel.js';
import { SourceButtons } from '../studio/source-buttons.js';
import { Studio } from '../studio/studio.js';
import { addWords, language, t } from '../words.js';

/** @typedef {import('../studio/studio.js').State} State */

const FIGURES_MILLIS = 500;

const main = one('main', HTMLElement);
const problem = one('.desk > output', HTMLOutputElement);
const start = one('[data-action="start"]', HTMLButtonElement);
const stop = one('[data-action="stop"]', HTMLButtonElement);
let started = 0;

addWords(language === 'sv' ? (await import('../../languages/studio-sv.js')).default : en);
setUpPage();
const user = await signedIn();
if (user) {
  open(user);
} else {
  location.replace('/sign-in?next=/studio');
}

/** @param {import('../../core/api.js').User} user */
function open(user) {
  one('[data-field="channel"]', HTMLAnchorElement).href = `/${user.name}`;
  main.hidden = false;
  const missing = cannot();
  if (missing) {
    setText(one('.veil .sentence', HTMLElement), t(missing));
    setText(one('.veil .hint', HTMLElement), missing === 'studio.insecure' ? t('studio.insecure-hint') : '');
    main.dataset.state = 'cannot';
    return;
  }
  setUp(user.name);
}

/** @returns {import('../words.js').Key | null} why nothing can be streamed from here */
function cannot() {
  if (!isSecureContext) {
    return 'studio.insecure';
  }
  return 'VideoEncoder' in window && navigator.mediaDevices ? null : 'studio.no-encoder';
}

/** @param {string} name */
function setUp(name) {
  /** @param {import('../words.js').Key} key */
  const tell = (key) => setText(problem, t(key));
  const sound = new SoundPanel((chunk) => studio.hear(chunk), tell);
  const studio = new Studio(one('.stage canvas', HTMLCanvasElement), chooseFamily(), {
    state: show, problem: tell, message: receive, shared: (stream) => sound.share(stream),
    smaller: (cause) => setText(one('.smaller', HTMLElement), cause ? t(`studio.smaller-${cause}`) : ''),
  });
  const { mixer } = studio;
  const scenes = new ScenePanel(mixer);
  const inset = new InsetHandle(mixer);
  new PausePicture(mixer);
  const sources = new SourceButtons(mixer);
  const chat = new Chat(name, (text) => studio.say(text));
  setUpShortcuts([
    ...scenes.shortcuts,
    { keys: ['m'], key: 'sound.mute-key', act: () => sound.toggleMute() },
    { keys: ['c'], key: 'shortcuts.chat', act: () => chat.focus() },
    { keys: ['?'], key: 'shortcuts.help', act: () => {} },
  ]);
  setUpQuality((quality) => studio.quality(quality), tell);
  // What was wrong is of no interest once one does something else.
  one('.desk', HTMLElement).addEventListener('click', () => setText(problem, ''), { capture: true });
  start.addEventListener('click', () => studio.start());
  stop.addEventListener('click', () => studio.stop());
  setInterval(() => {
    setText(one('[data-field="time"]', HTMLElement), started && main.dataset.state !== 'ready' ? duration(serverNow() - started) : '');
    showFigures(studio.figures());
  }, FIGURES_MILLIS);
  show(studio.state);

  /** @param {State} state */
  function show(state) {
    const streams = state === 'connecting' || state === 'live' || state === 'waiting';
    main.dataset.state = state;
    one('.stage', HTMLElement).toggleAttribute('data-picture', state !== 'empty');
    one('.veil', HTMLElement).hidden = state !== 'empty';
    const badge = one('[data-field="state"]', HTMLElement);
    badge.dataset.presence = state === 'live' ? 'live' : streams ? 'away' : 'offline';
    setText(badge, t(`studio.state-${state}`));
    const focused = document.activeElement;
    start.hidden = streams;
    start.disabled = state !== 'ready';
    stop.hidden = !streams;
    if (focused === start && streams) {
      stop.focus();
    } else if (focused === stop && !streams) {
      start.focus();
    }
    one('.quality select', HTMLSelectElement).form?.querySelectorAll('select').forEach((field) => {
      field.disabled = streams;
    });
    scenes.show();
    inset.show();
    sources.show();
    if (!streams) {
      started = 0;
      setText(one('[data-field="viewers"]', HTMLElement), '');
    }
  }

  /** @param {import('../../core/wire.js').ServerMessage} message */
  function receive(message) {
    chat.receive(message);
    if (message.type === 'welcome') {
      setText(one('.chat-empty', HTMLElement), t('chat.empty'));
    }
    if (message.type === 'welcome' || message.type === 'channel') {
      started = message.channel.started || serverNow();
      showViewers(message.channel.viewers);
    } else if (message.type === 'viewers') {
      showViewers(message.count);
    }
  }
}

/** @param {number} n */
function showViewers(n) {
  setText(one('[data-field="viewers"]', HTMLElement), t('card.viewers', { n }));
}
